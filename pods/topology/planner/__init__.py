"""From objectives to architecture: what a continuity plan asks of a topology, and why."""

from pods.topology.planner.alternatives import Alternative
from pods.topology.planner.decisions import Decision, Loser
from pods.topology.planner.difference import Change, Effect, differences
from pods.topology.planner.figures import KINDS, Direction, Figure, FigureKind
from pods.topology.planner.planner import plan_all, plan_topology
from pods.topology.planner.prices import CAVEAT, PRICES, Price, oldest_price
from pods.topology.planner.service_topology import ServiceTopology
from pods.topology.planner.strategies import Strategy, StrategyChoice, strategy_for
from pods.topology.planner.weakening import weakened

__all__ = [
    "CAVEAT",
    "KINDS",
    "PRICES",
    "Alternative",
    "Change",
    "Decision",
    "Direction",
    "Effect",
    "Figure",
    "FigureKind",
    "Loser",
    "Price",
    "ServiceTopology",
    "Strategy",
    "StrategyChoice",
    "differences",
    "oldest_price",
    "plan_all",
    "plan_topology",
    "strategy_for",
    "weakened",
]
