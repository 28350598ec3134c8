"""The continuity plan in the stack, where the judge reads it."""
# Pulumi's analyzer reads live annotations: no `from __future__ import annotations` here.

from typing import Any, TypedDict

import pulumi

from pods.components.arguments.check import check_arguments
from pods.components.arguments.refusals import refuses_plainly
from pods.continuity.loading import accepted, read_plan
from pods.continuity.stack_record import document, stack_record

__all__ = ["ContinuityPlan", "ContinuityPlanArgs"]


class ContinuityPlanArgs(TypedDict):
    """Inputs of `ContinuityPlan`."""

    file: str
    """The plan: YAML, TOML or JSON, seen from the program's folder."""


@refuses_plainly
class ContinuityPlan(pulumi.ComponentResource):
    """A product's continuity plan: read and checked here, and carried by the stack.

    The stack holds capabilities with their tiers and objectives, services, stores and
    dependencies; nobody's address. Raises `PlanError` with everything that is wrong in the file,
    before anything is registered.
    """

    document: dict[str, Any]
    """The whole plan as plain values: the `plan` of a `PodPair`."""
    digest: pulumi.Output[str]
    """SHA-256 of the plan's values."""

    def __init__(
        self, name: str, args: ContinuityPlanArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        check_arguments(name, args, ContinuityPlanArgs)
        file = args["file"]
        loaded = read_plan(file)
        plan = accepted(loaded)
        record = stack_record(plan)
        super().__init__("pods:index:ContinuityPlan", name, {"plan": record}, opts)
        if warnings := loaded.report.warnings:
            # One line for all of them: an update in an emergency is no review of the plan.
            codes = ", ".join(sorted({each.finding.code for each in warnings}))
            many = "warning" if len(warnings) == 1 else "warnings"
            pulumi.log.warn(
                f"{file}: the plan has {len(warnings)} {many} ({codes}). "
                f"`pods plan check {file}` says what each is.",
                resource=self,
            )
        self.document = document(plan)
        self.digest = pulumi.Output.from_input(record["digest"])
        self.register_outputs({"digest": self.digest})
