"""BC-GOV-001: what a service is made of says whose it is, and how critical."""

from collections.abc import Iterator
from typing import Final

from pydantic import Field

from pods_policies.clauses import GOVERNANCE
from pods_policies.reading import ABSENT, UNKNOWN
from pods_policies.relations.data.bucket_purposes import derived
from pods_policies.relations.data.data_resources import BUCKETS, DATA_TYPES, WAREHOUSE
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.serving.services import COMPUTE
from pods_policies.relations.stack import Stack
from pods_policies.relations.tags import SERVICE, TIER, Tags, from_mapping, tags_of
from pods_policies.relations.tiers import tier_of
from pods_policies.rule import Severity, StackRule
from pods_policies.settings import Settings
from pods_policies.verdicts import Change, Finding, Kept, NotApplicable, Undecided, Verdict

__all__ = ["TAGS_PRESENT", "TagSettings"]

OWNER: Final = "pods:owner"
DATA_CLASS: Final = "pods:data-class"
LOAD_BALANCERS: Final = (
    "aws:lb/loadBalancer:LoadBalancer",
    "aws:alb/loadBalancer:LoadBalancer",
    "aws:elb/loadBalancer:LoadBalancer",
)
FUNCTION: Final = "aws:lambda/function:Function"
_DATA: Final = (*DATA_TYPES, WAREHOUSE)
JUDGED: Final = (*_DATA, *COMPUTE, FUNCTION, *LOAD_BALANCERS)

_OURS: Final = "pods:"
_TIERS: Final = ("1", "2", "3", "4")


class TagSettings(Settings):
    """Which tags a service's resources carry."""

    required_tags: tuple[str, ...] = Field(
        default=(SERVICE, TIER, OWNER), description="Tags that every one of these resources has."
    )
    data_class_tag: str = Field(
        default=DATA_CLASS,
        description="Tag that says how confidential the data of a resource are; empty for none.",
    )


def _check(stack: Stack, settings: TagSettings) -> Iterator[Verdict]:
    judged = stack.of_type(*JUDGED)
    if not judged:
        yield NotApplicable("no data, compute or load balancer in this stack")
    for one in judged:
        yield _judge(stack, settings, one)


def _judge(stack: Stack, settings: TagSettings, one: Resource) -> Verdict:
    tags = _tags(one)
    wanted = [*settings.required_tags, *_data_class(stack, settings, one, tags)]
    missing = [key for key in wanted if tags.get(key) in (ABSENT, "")]
    unsure = [key for key in wanted if tags.get(key) is UNKNOWN]
    required = "whose a resource is and how critical stands on it (B1, B14)"
    if missing:
        if TIER in missing:
            required += f"; until then it counts as tier {tier_of(one, settings)}"
        words = "add to tags, or for all resources to default_tags (defaultTags) of the provider: "
        words += ", ".join(f'"{key}": "…"' for key in missing)
        observed = f"it has no tag {' and no tag '.join(missing)}"
        return Finding(one, observed, required, Change("tags", "", words))
    tier = tags.get(TIER)
    if TIER in wanted and isinstance(tier, str) and tier not in _TIERS:
        change = Change("tags", "", f'set the tag "{TIER}" to "1", "2", "3" or "4"')
        return Finding(one, f"its tag {TIER} names no tier", required, change)
    if unsure:
        observed = f"whether it has the tag {' and '.join(unsure)} is not known before the update"
        return Undecided(one, observed, required, Change("tags", "", "give tags plain keys"))
    return Kept(one)


def _tags(one: Resource) -> Tags:
    """Return the tags, with what the provider made of them where that is known."""
    every = one.computed("tagsAll")
    own = tags_of(one)
    return own.over(from_mapping(every)) if isinstance(every, dict) and not one.inputs else own


def _data_class(stack: Stack, settings: TagSettings, one: Resource, tags: Tags) -> Iterator[str]:
    """Yield the tag of the data's class, where nothing else says it.

    What belongs to a component is described there, a plan says it of the stores of a service, and
    what canaries, an inventory or the program itself put into a bucket is no data of its own.
    """
    if not settings.data_class_tag or one.type not in _DATA:
        return
    if any(parent.type.startswith(_OURS) for parent in one.parents):
        return
    if one.type in BUCKETS and derived(stack, one) is not None:
        return
    service = tags.get(SERVICE)
    planned = stack.plans.service(service) if isinstance(service, str) else None
    if planned is None or not any(store.classification for store in planned.stores.values()):
        yield settings.data_class_tag


TAGS_PRESENT = StackRule(
    id="BC-GOV-001",
    title="What a service is made of says whose it is, and how critical",
    severity=Severity.HIGH,
    requirements=("B1", "B14"),
    reads=JUDGED,
    checks="Data resources, compute (Auto Scaling groups, instances, ECS services, EKS node "
    "groups, functions) and load balancers carry the tags `pods:service`, `pods:tier` (1 to 4) and "
    "`pods:owner`, by themselves or by the provider's default tags. Data resources outside the "
    "components of this library also carry `pods:data-class`, unless a plan in the stack says the "
    "class of the service's stores or the bucket holds only what canaries leave, an inventory, or "
    "a page that the program fills.",
    why="A resource of nobody is restored by nobody, and one without a tier is judged by a guess. "
    "Backup selections, restore orders and the audit of a live account go by these tags.",
    remediation="Set the tags on the resource, or once for all by default_tags of the provider.",
    clauses=GOVERNANCE,
    equivalents=("AWS Config REQUIRED_TAGS",),
    settings=TagSettings,
    example=(
        resource("aws:rds/instance:Instance", "clinic-db", {"tags": {"pods:service": "clinic"}}),
    ),
    check=_check,
)
