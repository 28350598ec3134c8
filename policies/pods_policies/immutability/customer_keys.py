"""BC-IMM-005: vaults, copies and what is snapshotted are encrypted with a key of one's own."""

from collections.abc import Iterator
from typing import Any, Final

from pods_policies.clauses import ENCRYPTION
from pods_policies.reading import ABSENT, UNKNOWN, Missing, Truth, UnreadableValueError, flag, read
from pods_policies.relations.backups.vaults import AIR_GAPPED, VAULT
from pods_policies.relations.data.data_resources import (
    DATABASE,
    DATABASE_CLUSTERS,
    VOLUME,
    is_replica,
)
from pods_policies.relations.data.keys import ALIAS, KEYS
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.stack import Stack
from pods_policies.rule import Severity, StackRule
from pods_policies.settings import Settings
from pods_policies.verdicts import Change, Finding, Kept, NotApplicable, Undecided, Verdict

__all__ = ["CUSTOMER_KEYS"]

LIFECYCLE: Final = "aws:dlm/lifecyclePolicy:LifecyclePolicy"
VOLUME_COPY: Final = "aws:ebs/snapshotCopy:SnapshotCopy"
DATABASE_COPIES: Final = (
    "aws:rds/snapshotCopy:SnapshotCopy",
    "aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy",
)

_KEY_OF: Final = {
    VAULT: ("kmsKeyArn", None),
    DATABASE: ("kmsKeyId", "storageEncrypted"),
    **dict.fromkeys(DATABASE_CLUSTERS, ("kmsKeyId", "storageEncrypted")),
    VOLUME: ("kmsKeyId", "encrypted"),
    VOLUME_COPY: ("kmsKeyId", "encrypted"),
    **dict.fromkeys(DATABASE_COPIES, ("kmsKeyId", None)),
}
"""For each type the property that names the key, and the one that has it encrypt at all."""

_NEPTUNE: Final = "aws:neptune/cluster:Cluster"
_REQUIRED: Final = (
    "backups are encrypted with a customer managed key, which copies and restores in another "
    "account or Region need (B10)"
)


def _check(stack: Stack, _settings: Settings) -> Iterator[Verdict]:
    judged = stack.of_type(*_KEY_OF, LIFECYCLE, AIR_GAPPED)
    if not judged:
        yield NotApplicable("no vault, database, volume or copy in this stack")
    for one in judged:
        yield from _judge(stack, one)


def _judge(stack: Stack, one: Resource) -> Iterator[Verdict]:
    if one.type == AIR_GAPPED:
        yield NotApplicable("AWS keeps the key of an air-gapped vault out of the account", one)
    elif one.type == LIFECYCLE:
        yield from _of_copies(stack, one)
    else:
        prop, switch = _key_name(one)
        if is_replica(one) and one.declared(prop) is ABSENT:
            yield NotApplicable("a replica takes the key of its source", one)
        else:
            yield _verdict(stack, one, one.declared(prop), switch, prop)


def _key_name(one: Resource) -> tuple[str, str | None]:
    prop, switch = _KEY_OF[one.type]
    return ("kmsKeyArn" if one.type == _NEPTUNE else prop), switch


def _of_copies(stack: Stack, policy: Resource) -> Iterator[Verdict]:
    """Judge what a snapshot policy copies into another Region; the rest is as its volume is."""
    rows = policy.declared("policyDetails", "schedules")
    verdicts = [
        _of_copy(
            stack, policy, rule, f"policyDetails.schedules[{index}].crossRegionCopyRules[{at}]"
        )
        for index, row in enumerate(rows if isinstance(rows, list) else [])
        for at, rule in enumerate(_listed(read(row, "crossRegionCopyRules")))
    ]
    if rows is UNKNOWN:
        plain = Change("policyDetails.schedules", "", "give the schedules plainly")
        yield Undecided(policy, "its schedules are not known before the update", _REQUIRED, plain)
    elif verdicts:
        wrong = [one for one in verdicts if not isinstance(one, Kept)]
        yield from wrong or verdicts[:1]
    else:
        yield NotApplicable("it copies nothing into another Region", policy)


def _of_copy(stack: Stack, policy: Resource, rule: Any, path: str) -> Verdict:
    switched = _switched(read(rule, "encrypted"))
    key = read(rule, "cmkArn")
    own = _is_own(stack, policy, key, "policyDetails")
    return _by_key(policy, switched, own, _change(f"{path}.cmkArn", f"{path}.encrypted"), path)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [UNKNOWN] if value is UNKNOWN else []


def _verdict(stack: Stack, one: Resource, key: Any, switch: str | None, prop: str) -> Verdict:
    switched = True if switch is None else _switched(one.declared(switch))
    return _by_key(one, switched, _is_own(stack, one, key, prop), _change(prop, switch))


def _change(prop: str, switch: str | None) -> Change:
    """Name the key, and the switch without which AWS refuses a key."""
    key = Change(prop, "<the ARN of a customer managed key>")
    if switch is None:
        return key
    return Change(prop, "", f"{Change(switch, 'True')} and {key}")


def _switched(value: Any) -> Truth:
    try:
        return flag(value, default=False)
    except UnreadableValueError:
        return False


def _by_key(
    one: Resource, switched: Truth, own: Truth | None, change: Change, path: str = ""
) -> Verdict:
    """Conclude from whether it encrypts, and whether the key is the customer's; None for no key."""
    start = f"{path}: " if path else ""
    if switched is False:
        return Finding(one, f"{start}it is not encrypted", _REQUIRED, change)
    if own is None:
        return Finding(one, f"{start}it names no key, so that AWS's own is used", _REQUIRED, change)
    if own is False:
        return Finding(one, f"{start}it names a key that AWS manages", _REQUIRED, change)
    if UNKNOWN in (switched, own):
        observed = f"{start}whose key it is encrypted with is not known before the update"
        return Undecided(one, observed, _REQUIRED, change)
    return Kept(one)


def _is_own(stack: Stack, one: Resource, key: Any, prop: str) -> Truth | None:
    if key is ABSENT or key == "":
        return None
    if key is UNKNOWN:
        return True if stack.sources(one, prop, *KEYS, ALIAS) else Missing.UNKNOWN
    return isinstance(key, str) and "alias/aws/" not in key


CUSTOMER_KEYS = StackRule(
    id="BC-IMM-005",
    title="Vaults, copies and what is snapshotted are encrypted with a customer managed key",
    severity=Severity.HIGH,
    requirements=("B10", "B4"),
    reads=(*_KEY_OF, LIFECYCLE, AIR_GAPPED, *KEYS, ALIAS),
    checks="Every vault, database, volume and copy of a snapshot, and every copy into another "
    "Region of a snapshot policy, is encrypted and names a key that is not AWS's own. Snapshots "
    "take the key of what they are taken of. Replicas that name none take their source's; AWS "
    "keeps the key of an air-gapped vault.",
    why="A snapshot under AWS's own key can be shared with no other account: there is no copy "
    "outside the account's reach, and the policy of the key does not separate who reads backups "
    "from who makes them.",
    remediation="Make a key with aws.kms.Key, and name it. Encryption of a database or volume that "
    "exists is changed by restoring a snapshot of it.",
    clauses=ENCRYPTION,
    equivalents=(
        "Checkov CKV_AWS_166",
        "Checkov CKV_AWS_146",
        "Security Hub Backup.1",
        "Security Hub RDS.4",
        "AWS Config BACKUP_RECOVERY_POINT_ENCRYPTED",
        "AWS Config RDS_SNAPSHOT_ENCRYPTED",
        "Prowler backup_vaults_encrypted",
        "Prowler backup_recovery_point_encrypted",
    ),
    example=(resource(VAULT, "clinic-vault", {"name": "clinic-vault"}),),
    check=_check,
)
