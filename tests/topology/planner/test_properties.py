"""What holds for every plan: stricter is never weaker, and order does not matter."""

from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from pods.components.arguments.planning import accepted_by
from pods.continuity import Disruption, Severity
from pods.topology import plan_capacity, plan_database, plan_snapshot_schedule, plan_traffic
from pods.topology.planner import KINDS, plan_all, plan_topology
from pods.topology.planner.figures import is_weaker
from tests.continuity.sample_plan import plan_of, sample
from tests.topology.planner.plans import booking

SPANS = st.sampled_from(
    [30, 70, 80, 90, 120, 200, 300, 600, 900, 3600, 7200, 14_400, 28_800, 46_800, 86_400, 172_800]
)
TARGETS = st.fixed_dictionaries(
    {
        disruption.value: st.fixed_dictionaries({"rto": SPANS, "rpo": SPANS})
        for disruption in Disruption
    }
)


def _with(objectives: dict[str, dict[str, int]]) -> dict[str, Any]:
    plain = sample()
    plain["capabilities"]["book"]["objectives"] = {
        disruption: {
            "rto": timedelta(seconds=each["rto"]),
            "rpo": timedelta(seconds=each["rpo"]),
            "reason": "Asked",
        }
        for disruption, each in objectives.items()
    }
    return plain


@settings(max_examples=60)
@given(
    objectives=TARGETS,
    disruption=st.sampled_from([each.value for each in Disruption]),
    objective=st.sampled_from(["rto", "rpo"]),
    stricter=SPANS,
)
def test_a_stricter_objective_never_gives_a_weaker_figure(
    objectives: dict[str, dict[str, int]], disruption: str, objective: str, stricter: int
) -> None:
    """Whatever is asked of `book`, asking for more takes nothing away, nor any finding."""
    loose = booking(_with(objectives))
    place = objectives[disruption]
    place[objective] = min(place[objective], stricter)
    strict = booking(_with(objectives))
    for name, figure in loose.figures.items():
        assert not is_weaker(name, strict.figures[name].value, figure.value)
    errors = [
        {(each.code, each.path) for each in topology.unmet if each.severity is Severity.ERROR}
        for topology in (loose, strict)
    ]
    assert errors[0] <= errors[1]


@settings(max_examples=60)
@given(objectives=TARGETS)
def test_every_figure_can_be_built(objectives: dict[str, dict[str, int]]) -> None:
    """The planners of the components accept what the plan asks for."""
    args = booking(_with(objectives)).pair_args()
    plan_database(**accepted_by(plan_database, args["database"]))
    plan_snapshot_schedule(**args["snapshots"])
    plan_traffic(tls=True, **args["traffic"])
    capacity = plan_capacity(
        primary_running=args["primary"]["running"],
        primary_maximum=args["primary"]["maximum"],
        secondary_running=args["secondary"]["running"],
        secondary_maximum=args["secondary"]["maximum"],
        secondary_reserved=args["secondary"]["reserved"],
    )
    assert capacity.secondary.maximum >= capacity.primary.maximum


def _turned(value: Any, order: st.DataObject) -> Any:
    if not isinstance(value, dict):
        return value
    keys = order.draw(st.permutations(list(value))) if len(value) > 1 else list(value)
    return {key: _turned(value[key], order) for key in keys}


@settings(max_examples=20)
@given(order=st.data())
def test_the_order_of_a_plan_does_not_matter(order: st.DataObject) -> None:
    """The same plan in another order gives the same topology, to the last word."""
    parts = ("capabilities", "services", "contacts", "teams", "tiers", "dependencies")
    plain = sample()
    turned = {key: _turned(plain[key], order) if key in parts else plain[key] for key in plain}
    first, second = booking(plain), booking(turned)
    assert first == second
    assert first.digest == second.digest
    assert list(first.figures) == list(second.figures)


def test_the_same_plan_gives_the_same_topology() -> None:
    """Planned twice, and planned with all the others."""
    plan = plan_of()
    assert plan_topology(plan, "booking") == plan_topology(plan, "booking")
    assert plan_all(plan)["booking"].digest == plan_topology(plan, "booking").digest


def test_the_digest_changes_with_what_is_asked() -> None:
    """Another figure, another fingerprint; another title, the same one."""
    assert booking().digest != booking(**{"services.booking.load": {"instances": 6}}).digest
    assert booking().digest == booking(title="Another title").digest


def test_every_decision_has_its_kind() -> None:
    """No figure is planned twice, and none that is not known."""
    topology = booking()
    names = [each.figure.name for each in topology.decisions]
    assert len(names) == len(set(names))
    assert set(names) <= set(KINDS)
