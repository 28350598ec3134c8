"""A pair of PODs: its args, what a plan asks of them, and the parts that it is made of."""

from pods.components.pod_pair.args import PodPairArgs
from pods.components.pod_pair.pair import PodPair
from pods.components.pod_pair.placement import PlacementArgs

__all__ = ["PlacementArgs", "PodPair", "PodPairArgs"]
