"""The rules about the primary and the secondary POD of a service, in the order of the catalogue."""

from typing import Final

from pods_policies.pairs.both_pods import BOTH_PODS
from pods_policies.pairs.data_path import DATA_PATH
from pods_policies.pairs.disjoint_zones import DISJOINT_ZONES
from pods_policies.pairs.independence import INDEPENDENCE
from pods_policies.pairs.parity import PARITY
from pods_policies.pairs.same_artefact import SAME_ARTEFACT
from pods_policies.pairs.secondary_capacity import SECONDARY_CAPACITY
from pods_policies.rule import Rule

__all__ = ["RULES"]

RULES: Final[tuple[Rule, ...]] = (
    BOTH_PODS,
    DISJOINT_ZONES,
    SECONDARY_CAPACITY,
    PARITY,
    DATA_PATH,
    INDEPENDENCE,
    SAME_ARTEFACT,
)
