"""Whatever a valid plan says, it is planned: no store, load or objective breaks the planner."""

from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from pods.components.arguments.planning import accepted_by
from pods.continuity import Disruption
from pods.topology import plan_database, plan_object_store, plan_snapshot_schedule
from pods.topology.planner import plan_topology, weakened
from tests.continuity.sample_plan import plan_of, sample

SPANS = st.sampled_from(["0 s", "1 s", "1 min", "5 min", "1 h", "25 h", "100 days", "99 years"])
WINDOWS = st.fixed_dictionaries(
    {
        "start": st.sampled_from(["00:00", "12:00", "23:59:59"]),
        "end": st.sampled_from(["00:00", "12:30", "23:59"]),
        "zone": st.sampled_from(["UTC", "Asia/Kathmandu", "Pacific/Apia", "Africa/Casablanca"]),
    }
)
PROTECTIONS = st.fixed_dictionaries(
    {"reason": st.just("{braces}")},
    optional={
        "every": SPANS,
        "keep": SPANS,
        "window": WINDOWS,
        "point_in_time": st.booleans(),
        "lock": st.sampled_from(["none", "governance", "compliance"]),
    },
)
STORES = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["volume", "postgresql", "objects"]),
        "classification": st.just("internal"),
        "size": st.sampled_from(["0 B", "1 B", "80 GB", "900 TB"]),
    },
    optional={
        "derived_from": st.sampled_from(["a", "b", "c", "missing"]),
        "retention": st.fixed_dictionaries(
            {"duty": st.just("Law")}, optional={"at_least": SPANS, "at_most": SPANS}
        ),
        "protection": PROTECTIONS,
    },
)
LOADS = st.fixed_dictionaries(
    {"instances": st.integers(1, 1000)},
    optional={"peak_instances": st.integers(1, 1000), "start_time": SPANS},
)
OBJECTIVES = st.dictionaries(
    st.sampled_from([each.value for each in Disruption]),
    st.fixed_dictionaries({"rto": SPANS, "rpo": SPANS, "reason": st.just("Asked")}),
)
COMPONENTS: dict[str, Callable[..., object]] = {
    "database": plan_database,
    "snapshots": plan_snapshot_schedule,
    "object_store": plan_object_store,
}


@settings(max_examples=80)
@given(
    stores=st.dictionaries(st.sampled_from("abc"), STORES),
    objectives=OBJECTIVES,
    load=st.none() | LOADS,
    without=st.sampled_from(["nothing", "recovery_region", "placement"]),
    percent=st.sampled_from([0.001, 50, 100]),
)
def test_any_plan_is_planned(
    stores: dict[str, Any],
    objectives: dict[str, Any],
    load: dict[str, Any] | None,
    without: str,
    percent: float,
) -> None:
    """Figures that the components accept, a step on each side, and nothing weaker than itself."""
    plain = sample()
    plain["services"]["booking"] |= {"stores": stores, "load": load}
    plain["capabilities"]["book"]["objectives"] = objectives
    plain["placement"]["secondary_percent"] = percent
    plain["placement"].pop(without, None)
    plain.pop(without, None)
    topology = plan_topology(plan_of(plain), "booking")
    args = topology.pair_args()
    assert weakened(topology, args) == ()
    assert ("primary" in args) == (load is not None)
    for decision in topology.decisions:
        for step in (decision.weaker, decision.stronger):
            assert step is None or step.value != decision.value
    for part, planner in COMPONENTS.items():
        if part in args:
            planner(**accepted_by(planner, args[part]))
