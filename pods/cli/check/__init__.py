"""`pods check`: the rules of the policy pack over files of Pulumi's, without an engine."""

from pods.cli.check.command import check

__all__ = ["check"]
