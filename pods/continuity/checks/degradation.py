"""Degradation modes that are untried, too weak, too short, or switched by nobody."""

from collections.abc import Iterator

from pods.continuity.checks.context import Context, Path, warning
from pods.continuity.degradation import DegradationMode, SwitchKind
from pods.continuity.durations import as_text
from pods.continuity.findings import Finding, Severity

__all__ = ["mode_reach", "mode_tests"]


def mode_tests(context: Context) -> Iterator[Finding]:
    """Find modes that were never tried, or not for too long, and switches without a hand."""
    for key, mode in context.plan.degradation_modes.items():
        path: Path = ("degradation_modes", key)
        if mode.last_tested is None:
            yield warning(
                "mode-untested",
                path,
                "it was never tested",
                "a mode should be tried before it is needed",
                "Try it, and give last_tested.",
            )
        elif context.today - mode.last_tested > mode.test_every:
            due = mode.last_tested + mode.test_every
            yield warning(
                "mode-test-overdue",
                (*path, "last_tested"),
                f"last tested on {mode.last_tested}, due again on {due}",
                f"it should be tried every {as_text(mode.test_every)}",
                "Try it, and give last_tested.",
            )
        if mode.switch.kind is not SwitchKind.AUTOMATIC and mode.switch.role is None:
            yield Finding(
                "switch-without-role",
                (*path, "switch"),
                f"a switch of the kind {mode.switch.kind} and no role",
                "somebody must be allowed to turn it",
                "Give role, or make the switch automatic.",
            )


def mode_reach(context: Context) -> Iterator[Finding]:
    """Find modes that keep less than the minimum, or end before recovery."""
    for key, mode in context.plan.degradation_modes.items():
        path: Path = ("degradation_modes", key)
        for name in mode.capabilities:
            if name not in context.plan.capabilities:
                continue
            minimum = context.plan.capabilities[name].minimum
            if minimum and mode.percent is not None and mode.percent < minimum.percent:
                yield Finding(
                    "mode-below-minimum",
                    (*path, "percent"),
                    f"{mode.percent:g} percent of the load are served",
                    f"the minimum of {name} is {minimum.percent:g} percent",
                    "Serve more in this mode, or lower the minimum.",
                )
            yield from _ends_early(context, path, mode, name)


def _ends_early(
    context: Context, path: Path, mode: DegradationMode, capability: str
) -> Iterator[Finding]:
    if mode.lasts is None:
        return
    targets = context.targets[capability].targets
    outlived = {kind: each.rto for kind, each in targets.items() if each.rto > mode.lasts}
    if outlived:
        yield Finding(
            "mode-shorter-than-rto",
            (*path, "lasts"),
            f"it can be borne for {as_text(mode.lasts)}, but the RTO of {capability} is longer: "
            + ", ".join(f"{kind} {as_text(rto)}" for kind, rto in outlived.items()),
            "a mode must last until recovery",
            "Say what follows it, make it last longer, or shorten these RTOs.",
            # One that outlasts some recoveries is of use; one that outlasts none is not.
            Severity.ERROR if len(outlived) == len(targets) else Severity.WARNING,
        )
