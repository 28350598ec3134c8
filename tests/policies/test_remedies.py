"""A message asks for all that is missing: who makes the change is not sent back for more."""

import pytest

from pods.testing import Declared, judged
from pods_policies.catalogue import RULES
from pods_policies.deletion.retained import RETAINED, RetainedSettings
from pods_policies.relations.resource import Options, Parent, Resource
from pods_policies.relations.stack import Stack
from pods_policies.verdicts import Change, Finding, remedy, sentence

DATABASE = Declared("aws:rds/instance:Instance", "db")
SERVER = Declared("aws:ec2/instance:Instance", "server")
PLAN = Declared("aws:backup/plan:Plan", "plan", {"rules": [{"schedule": "cron(0 5 * * ? *)"}]})
SNAPSHOTS = Declared(
    "aws:dlm/lifecyclePolicy:LifecyclePolicy",
    "snapshots",
    {"policyDetails": {"resourceTypes": ["VOLUME"], "targetTags": {"snap": "daily"}}},
)
KEY = "kms_key_id=<the ARN of a customer managed key> (kmsKeyId)"
COPYING = Declared(
    SNAPSHOTS.type,
    "copying",
    {"policyDetails": {"schedules": [{"crossRegionCopyRules": [{"encrypted": False}]}]}},
)
RULE_PATH = "policy_details.schedules[0].cross_region_copy_rules[0]"
CASES: list[tuple[str, str, list[Declared], str]] = [
    (
        "a key alone encrypts nothing",
        "BC-IMM-005",
        [DATABASE],
        f"Change: storage_encrypted=True (storageEncrypted) and {KEY} on aws.rds.Instance",
    ),
    (
        "a vault has no switch",
        "BC-IMM-005",
        [Declared("aws:backup/vault:Vault", "vault")],
        "Change: kms_key_arn=<the ARN of a customer managed key> (kmsKeyArn) on aws.backup.Vault",
    ),
    (
        "a copy of a policy has a switch beside its key",
        "BC-IMM-005",
        [COPYING],
        f"Change: {RULE_PATH}.encrypted=True (policyDetails.",
    ),
    (
        "a database backs itself up",
        "BC-BKP-008",
        [DATABASE],
        "Change: backup_retention_period=35 (backupRetentionPeriod) on aws.rds.Instance",
    ),
    (
        "versions are what a bucket winds back by",
        "BC-BKP-008",
        [Declared("aws:s3/bucket:Bucket", "files")],
        (
            "Change: add aws.s3.BucketVersioning(…, versioning_configuration={"
            '"status": "Enabled"}) for aws.s3.Bucket'
        ),
    ),
    (
        "no selection can name the volumes of a template",
        "BC-BKP-008",
        [Declared("aws:ec2/launchTemplate:LaunchTemplate", "web")],
        (
            "Change: let a snapshot policy that runs as often reach its volumes by a tag "
            "(BC-BKP-006) for aws.ec2.LaunchTemplate"
        ),
    ),
    (
        "objectives are written for one service",
        "BC-RTO-002",
        [
            Declared(
                "aws:autoscaling/group:Group",
                "web",
                {"tags": [{"key": "pods:service", "value": "shop"}]},
            )
        ],
        (
            "Change: add pods.ContinuityPlan with a capability that needs shop (`pods plan init` "
            'begins one), or set objectives to {"shop": {"az": "<RTO>/<RPO>"}} in the '
            "configuration, beside aws.autoscaling.Group"
        ),
    ),
    (
        "no plan to add a selection to",
        "BC-BKP-007",
        [DATABASE],
        "Change: add an aws.backup.Plan and an aws.backup.Selection with its ARN in resources for",
    ),
    (
        "a plan to add a selection to",
        "BC-BKP-007",
        [DATABASE, PLAN],
        "Change: add an aws.backup.Selection with its ARN in resources to a backup plan for",
    ),
    (
        "no snapshot policy to find a volume",
        "BC-BKP-006",
        [SERVER],
        'Change: add an aws.dlm.LifecyclePolicy that targets a tag, and put "pods:snapshot": ',
    ),
    (
        "a snapshot policy to find a volume",
        "BC-BKP-006",
        [SERVER, SNAPSHOTS],
        'Change: put "snap": "daily" into volume_tags (volumeTags) on aws.ec2.Instance "server".',
    ),
    (
        "tags of a whole stack",
        "BC-GOV-001",
        [SERVER],
        "add to tags, or for all resources to default_tags (defaultTags) of the provider: ",
    ),
    (
        "why it is judged so strictly",
        "BC-GOV-001",
        [SERVER],
        "; until then it counts as tier 1. Change:",
    ),
]


@pytest.mark.parametrize(
    ("case", "rule", "stack", "asked"), CASES, ids=[f"{one[1]}: {one[0]}" for one in CASES]
)
def test_a_message_asks_for_all_that_is_missing(
    case: str, rule: str, stack: list[Declared], asked: str
) -> None:
    """The change is whole, and fits what the stack has already."""
    assert case
    [found] = judged(stack, rules=[one for one in RULES if one.id == rule]).violations
    assert asked in found.message


PAIR = Declared("pods:index:PodPair", "clinic")
STORE = Declared("pods:index:ObjectStore", "clinic-store", parent=PAIR)
OWN = Declared("shop:index:Storage", "storage")
BUCKET = "aws:s3/bucket:Bucket"
GUARD = "Change: pulumi config set pods:protect true (the component guards what it makes then) for "
INSIDE: list[tuple[str, str, Declared, str]] = [
    (
        "a guard follows the stack's setting",
        "BC-DEL-001",
        Declared(DATABASE.type, "db", {}, parent=PAIR),
        GUARD + 'aws.rds.Instance "db" (in component PodPair "clinic").',
    ),
    ("so do options", "BC-DEL-002", Declared(BUCKET, "files", {}, parent=STORE), GUARD),
    (
        "and what empties a bucket",
        "BC-DEL-005",
        Declared(BUCKET, "files", {"forceDestroy": True}, parent=STORE),
        GUARD,
    ),
    (
        "another property is an argument of the outermost component",
        "BC-LOG-001",
        Declared("aws:cloudwatch/logGroup:LogGroup", "log", {"retentionInDays": 1}, parent=PAIR),
        '(in component PodPair "clinic"), through the arguments of PodPair "clinic".',
    ),
    (
        "a component of others hands on what it likes",
        "BC-DEL-002",
        Declared(BUCKET, "files", {}, parent=OWN),
        'on aws.s3.Bucket "files" (in component Storage "storage").',
    ),
]


@pytest.mark.parametrize(("case", "rule", "one", "asked"), INSIDE, ids=[row[0] for row in INSIDE])
def test_a_message_asks_for_what_a_program_can_set(
    case: str, rule: str, one: Declared, asked: str
) -> None:
    """What a component makes has no call of its own in the program."""
    assert case
    around = [parent for parent in (PAIR, STORE, OWN) if parent.type in one.urn]
    rules = [each for each in RULES if each.id == rule]
    [found] = judged([*around, one], rules=rules).violations
    assert asked in found.message


def test_a_backup_store_of_a_component_is_kept_by_the_setting_of_the_stack() -> None:
    """Only states tell whether it is retained."""
    vault = Resource(
        "urn:pulumi:s::p::pods:index:Backups$aws:backup/vault:Vault::vault",
        "aws:backup/vault:Vault",
        "vault",
        {},
        {},
        parents=(Parent("pods:index:Backups", "clinic-backups"),),
        options=Options(retain_on_delete=False),
    )
    [found] = RETAINED.check(Stack([vault]), RetainedSettings())
    assert isinstance(found, Finding)
    assert remedy(found).startswith("pulumi config set pods:protect true")


def test_a_change_by_itself_ends_without_a_comma() -> None:
    """What leads to the resource in the sentence leads nowhere in a line of its own."""
    web = Resource("urn:pulumi:s::p::x::web", "aws:autoscaling/group:Group", "web", {}, {})
    change = Change("objectives", "", "set objectives in the configuration,", place="beside")
    found = Finding(web, "observed", "required", change)
    assert remedy(found) == "set objectives in the configuration"
    assert sentence(found).endswith('configuration, beside aws.autoscaling.Group "web".')
