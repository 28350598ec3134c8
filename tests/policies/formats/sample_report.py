"""A report with one entry of each kind and standing."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from pods_policies.catalogue import RULES
from pods_policies.judging.bearing import Bearing
from pods_policies.judging.entry import Entry, Place
from pods_policies.judging.report import Report, Source
from pods_policies.rule import Level, Rule
from pods_policies.waivers.ledger import Waiver

URN = "urn:pulumi:prod::clinic::pods:index:Pair$aws:rds/instance:Instance::"

WAIVER = Waiver(
    rule="BC-OBJ-001",
    resource="old-*",
    owner="clinic-team",
    approver="head-of-platform",
    reason="the bucket is emptied next week",
    control="a copy in the vault",
    expires=date(2026, 12, 1),
    place="pods-waivers.yaml:3",
    approved=date(2026, 11, 1),
)


def rule(rule_id: str) -> Rule:
    """Return a rule of the catalogue."""
    (found,) = (one for one in RULES if one.id == rule_id)
    return found


def entry(rule_id: str = "BC-HA-001", name: str = "db", **changes: object) -> Entry:
    """Return a finding."""
    made = Entry(
        rule=rule(rule_id),
        kind="finding",
        level=Level.MANDATORY,
        urn=f"{URN}{name}",
        name=name,
        label=f'aws.rds.Instance "{name}"',
        observed="multi_az is False",
        required="tier 1 needs a standby in another zone (A6)",
        change="multi_az=True (multiAz)",
        prop="multiAz",
        bearing=Bearing(1, "clinic", ("Book an appointment",), ("practice-lead",)),
        place=Place("infra/__main__.py", 12, is_certain=True),
        fingerprint="00ff00ff00ff00ff",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


ENTRIES = (
    entry(),
    entry("BC-BKP-001", "ledger", kind="undecided", place=None),
    entry(
        "BC-POD-001",
        "",
        kind="failure",
        urn="",
        label="the stack",
        prop="",
        place=None,
        observed="the rule itself failed: KeyError at services.py:12",
        required="",
        change="",
    ),
    entry("BC-BKP-005", "hourly", level=Level.ADVISORY),
    entry("BC-BKP-006", "volume", is_known=True),
    entry("BC-OBJ-001", "old-files", waiver=WAIVER, level=Level.ADVISORY),
)


def report(entries: Sequence[Entry] = ENTRIES, **changes: object) -> Report:
    """Return a report of these entries."""
    off = rule("BC-POD-003")
    made = Report(
        at=datetime(2026, 11, 22, 12, 0, tzinfo=UTC),
        sources=(
            Source(
                file="state.json",
                kind="state",
                stack="prod::clinic",
                resources=40,
                notes=("2 operations did not end",),
                project="infra/Pulumi.yaml",
            ),
        ),
        rules=tuple(one for one in RULES if one is not off),
        disabled=(off,),
        entries=tuple(entries),
        kept={"BC-HA-001": 3},
        not_applicable={"BC-POD-002": ("no service in this stack",)},
        waivers=(WAIVER,),
        used_waivers=frozenset({WAIVER}),
        baseline="known.json",
        gone=1,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


HOSTILE = 'a|b\n`c` <script>@team #12 [x](y) \\ "q" \x00\x1b[31m\x9b2J\u202e\u2066 ￿ & ]]> 🦺'
"""Words that each of the formats must take as words."""
