"""What a rebuild from nothing meets in a Region: passed, failed, or not known."""

from dataclasses import replace
from typing import Any

import pytest

from pods.topology import CheckState, Measured, RebuildNeeds, RebuildPlan, plan_rebuild

ZONES = ["eu-west-1a", "eu-west-1b"]
NEEDS = RebuildNeeds(
    instances=4,
    processors_each=2,
    database_class="db.m7g.large",
    database_source_region="us-east-1",
    fixed_names=("alias/handbook-production-database",),
    domains=("handbook.example",),
    images=("ami-0golden",),
    keys=("arn:aws:kms:eu-west-1:111111111111:key/mrk-1",),
    secrets=("payments",),
    copies=("snap-1",),
)
FOUND = Measured(
    is_enabled=True,
    zones=("eu-west-1a", "eu-west-1b", "eu-west-1c"),
    instance_types=dict.fromkeys(ZONES, ("m7i.large",)),
    processors_left=8,
    engine_versions=("16.9", "17.6"),
    quotas_left={"VPCs": 4, "Elastic IPs": 2, "Application Load Balancers": 48},
    names=(),
    domains=("*.example", "handbook.example"),
    images=("ami-0golden",),
    keys=("arn:aws:kms:eu-west-1:111111111111:key/mrk-1",),
    secrets=("payments",),
    copies=("snap-1",),
)


def rebuilt(measured: Measured | None = FOUND, **changes: Any) -> RebuildPlan:
    """Plan a rebuild of the handbook in Ireland."""
    asked: dict[str, Any] = {"region": "eu-west-1", "needs": NEEDS, "availability_zones": ZONES}
    return plan_rebuild(**{**asked, **changes}, measured=measured)


@pytest.mark.requirement("D7", "C2")
def test_a_region_that_has_everything_is_ready() -> None:
    """Each check says what was seen, and asks for nothing."""
    plan = rebuilt()
    assert plan.is_ready
    assert [each.subject for each in plan.of(CheckState.PASSED)] == [
        "region",
        "region opt-in",
        "zones",
        "zones of the account",
        "instance type",
        "quota of processors",
        "quota of VPCs",
        "quota of Elastic IPs",
        "quota of Application Load Balancers",
        "database engine",
        "database copies",
        "name alias/handbook-production-database",
        "certificate of handbook.example",
        "image ami-0golden",
        "key arn:aws:kms:eu-west-1:111111111111:key/mrk-1",
        "secret payments",
        "copy snap-1",
    ]
    assert {each.remedy for each in plan.checks} == {"None needed."}


def test_what_was_not_measured_is_unknown_and_not_passed() -> None:
    """A caller that looked at nothing learns what it has to look at."""
    plan = rebuilt(None)
    assert not plan.is_ready
    assert [each.subject for each in plan.of(CheckState.PASSED)] == [
        "region",
        "zones",
        "database copies",
    ]
    assert len(plan.of(CheckState.UNKNOWN)) == 14
    assert {each.observed for each in plan.of(CheckState.UNKNOWN)} == {"not measured"}
    assert plan.of(CheckState.FAILED) == ()


def test_one_thing_that_was_not_measured_is_enough() -> None:
    """All else passed, and it is still not ready."""
    plan = rebuilt(replace(FOUND, copies=None))
    assert [str(each) for each in plan.of(CheckState.UNKNOWN)] == [
        (
            "unknown copy snap-1: not measured; a complete copy must lie in the Region. Copy it "
            "there while its Region answers; else take the newest that does."
        )
    ]
    assert not plan.is_ready


def test_a_plan_without_checks_shows_nothing() -> None:
    """What checked nothing is not ready."""
    assert not RebuildPlan("eu-west-1", (), ()).is_ready


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"is_enabled": False},
            (
                "failed region opt-in: not enabled; the account must have the Region enabled. "
                "Enable it in the account's settings; that may take hours, so do it ahead."
            ),
        ),
        (
            {"zones": ("eu-west-1a", "eu-west-1c")},
            (
                "failed zones of the account: no eu-west-1b; the account must have both zones. "
                "Choose two of eu-west-1a, eu-west-1c."
            ),
        ),
        (
            {"instance_types": {"eu-west-1a": ("m7i.large",), "eu-west-1b": ("m6i.large",)}},
            (
                "failed instance type: not offered in eu-west-1b; EC2 must offer m7i.large in "
                "every zone. Choose other zones, or a type that is offered in both."
            ),
        ),
        (
            {"processors_left": 7},
            (
                "failed quota of processors: 7 left; 4 instances need 8. Ask AWS for more, ahead: "
                "after the loss of a Region many do."
            ),
        ),
        (
            {"quotas_left": {"VPCs": 0, "Elastic IPs": 2, "Application Load Balancers": 2}},
            (
                "failed quota of VPCs: 0 left; the program makes 1. Ask AWS for more, ahead, or "
                "remove what is not needed."
            ),
        ),
        (
            {"engine_versions": ("15.1", "16.9")},
            (
                "failed database engine: 15.1, 16.9; RDS must offer PostgreSQL 17 on db.m7g.large. "
                "Choose a class of the Region that has the version: an older one cannot be "
                "restored to."
            ),
        ),
        (
            {"names": ("alias/handbook-production-database",)},
            (
                "failed name alias/handbook-production-database: taken; a name that the program "
                "chooses itself must be free. Remove what has it, import it, or give the stack "
                "another name."
            ),
        ),
        (
            {"domains": ("www.handbook.example",)},
            (
                "failed certificate of handbook.example: not there; an issued certificate of the "
                "Region must cover it. Name the Region in the `regions` of `Certificate`: issuing "
                "takes minutes to hours."
            ),
        ),
        (
            {"images": ()},
            (
                "failed image ami-0golden: not there; it must lie in the Region. Copy it there, or "
                "name one of the Region."
            ),
        ),
        (
            {"keys": ()},
            (
                "failed key arn:aws:kms:eu-west-1:111111111111:key/mrk-1: not there; it must be "
                "enabled in the Region. Enable it, or restore from a copy under another key: "
                "without it a copy stays shut."
            ),
        ),
        (
            {"secrets": ()},
            (
                "failed secret payments: not there; it must have a replica in the Region. Use "
                "`SharedSecrets`, or write it anew there."
            ),
        ),
    ],
)
def test_what_is_missing_is_failed_with_its_remedy(changes: Any, message: str) -> None:
    """One thing at a time, and nothing else fails with it."""
    plan = rebuilt(replace(FOUND, **changes))
    assert [str(each) for each in plan.of(CheckState.FAILED)] == [message]


@pytest.mark.parametrize(
    ("changes", "messages"),
    [
        (
            {"region": "eu-wets-1"},
            [
                "failed region: eu-wets-1; a Region of AWS is required. Did you mean eu-west-1?",
                (
                    "failed zones: eu-west-1a and eu-west-1b; two different zones of eu-wets-1 are "
                    "required. Set aws:region and availability_zones together."
                ),
                (
                    "failed database copies: automated backups from us-east-1 to eu-wets-1; RDS "
                    "copies them from us-east-1 to "
                ),
            ],
        ),
        (
            {"availability_zones": ["us-east-1a", "us-east-1b"]},
            [
                (
                    "failed zones: us-east-1a and us-east-1b; two different zones of eu-west-1 are "
                    "required. Set aws:region and availability_zones together."
                ),
            ],
        ),
        (
            {"needs": replace(NEEDS, database_source_region="ap-south-2")},
            [
                (
                    "failed database copies: automated backups from ap-south-2 to eu-west-1; RDS "
                    "copies them from ap-south-2 to ap-south-1. Restore from a copied snapshot, or "
                    "from a read replica."
                ),
            ],
        ),
    ],
    ids=["no Region", "zones of another", "no such pair"],
)
def test_what_the_program_says_is_checked_without_measuring(
    changes: Any, messages: list[str]
) -> None:
    """Names and pairs of Regions are known here."""
    failed = [str(each) for each in rebuilt(None, **changes).of(CheckState.FAILED)]
    assert len(failed) == len(messages)
    for found, expected in zip(failed, messages, strict=True):
        assert found.startswith(expected)


def test_without_a_database_none_is_checked() -> None:
    """What the program does not make is not asked for, and zones have a default."""
    needs = RebuildNeeds(instances=2, processors_each=2, quotas={})
    plan = rebuilt(None, needs=needs, availability_zones=None)
    assert plan.availability_zones == ("eu-west-1a", "eu-west-1b")
    assert [each.subject for each in plan.checks] == [
        "region",
        "region opt-in",
        "zones",
        "zones of the account",
        "instance type",
        "quota of processors",
    ]


def test_a_wildcard_certificate_covers_one_label() -> None:
    """It covers a name below the domain, and not the domain."""
    needs = replace(NEEDS, domains=("www.handbook.example", "handbook.example"))
    seen = replace(FOUND, domains=("*.handbook.example",))
    failed = rebuilt(seen, needs=needs).of(CheckState.FAILED)
    assert [each.subject for each in failed] == ["certificate of handbook.example"]
