"""The first draft of a plan, as the text of a file, from the answers of an interview."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from importlib import resources
from string import Template
from typing import Any

from pods.cli.output import one_line
from pods.cli.plan.answers import Answers, CapabilityAnswer, DependencyAnswer, PlacementAnswer
from pods.cli.plan.ids import distinct_ids, slug
from pods.cli.plan.message_words import MESSAGES
from pods.cli.plan.scale_words import INTOLERABLE, SCALES
from pods.continuity import Disruption
from pods.continuity.durations import as_text
from pods.continuity.exercises import ExerciseKind

__all__ = ["draft"]

_DUE = timedelta(days=90)
_BETWEEN_EXERCISES = timedelta(days=28)
# The Region beside, for whoever names none: never one under another continent's law.
_NEAR = {
    "us": ("us-east-1", "us-west-2"),
    "eu": ("eu-west-1", "eu-central-1"),
    "ap": ("ap-southeast-2", "ap-northeast-1"),
    "ca": ("ca-central-1", "ca-west-1"),
}
_STAGES = "[{percent: 10, watch: 15 min}, {percent: 100, watch: 1 h}]"


def draft(answers: Answers, today: date, schema: str) -> str:
    """Return the text of a plan; `schema` is the address of its schema, seen from the file."""
    ids = distinct_ids([each.name for each in answers.capabilities], "capability")
    capabilities = dict(zip(ids, answers.capabilities, strict=True))
    service, team = slug(answers.service.name, "service"), slug(answers.team.name, "team")
    name = answers.product.name or slug(answers.product.title, "product")
    # A service and a dependency are told apart by their ids alone.
    others = distinct_ids([service, *(each.name for each in answers.dependencies)], "dependency")[
        1:
    ]
    dependencies = dict(zip(others, answers.dependencies, strict=True))
    template = resources.files("pods.cli.plan") / "draft_template.yaml"
    return Template(template.read_text(encoding="utf-8")).substitute(
        schema=schema,
        today=today.isoformat(),
        due=(today + _DUE).isoformat(),
        title_comment=one_line(answers.product.title),
        name=_text(name),
        mode=name,
        title=_text(answers.product.title),
        journey=_text(answers.product.journey),
        capability_ids=", ".join(ids),
        dependency_ids=", ".join(others),
        scales=_scales(answers.capabilities),
        capabilities=_capabilities(capabilities, service, team),
        service=service,
        service_name=_text(answers.service.name),
        instances=answers.service.instances,
        peak=answers.service.peak_instances,
        stores=_stores(answers),
        **_placement(answers.placement),
        dependencies=_dependencies(dependencies, team),
        team=team,
        team_name=_text(answers.team.name),
        **{
            key: _text(value)
            for key, value in answers.team.model_dump().items()
            if key.endswith(("_email", "_phone"))
        },
        customers_email=_text(answers.customers.email),
        page=_text(answers.customers.page),
        languages=", ".join(dict.fromkeys(answers.customers.languages)),
        templates=_templates(answers),
        releases=_releases(),
        cadence=_cadence(answers.capabilities),
        exercises=_exercises(ids, today),
    )


def _text(text: str) -> str:
    # YAML reads JSON's strings; what is not seen might break the line, and is written by number.
    quoted = json.dumps(text, ensure_ascii=False)
    return "".join(each if each.isprintable() else f"\\U{ord(each):08x}" for each in quoted)


def _flow(values: Mapping[str, Any]) -> str:
    return "{" + ", ".join(f"{key}: {value}" for key, value in values.items()) + "}"


def _lines(*lines: str) -> str:
    return "\n".join(line for line in lines if line)


def _scales(capabilities: Iterable[CapabilityAnswer]) -> str:
    blocks = []
    for dimension in dict.fromkeys(each.harms for each in capabilities):
        question, meanings = SCALES[dimension]
        levels = (
            f"      {level}: {_flow({'meaning': _text(meaning)})}"
            for level, meaning in enumerate(meanings, 1)
        )
        blocks.append(
            _lines(
                f"  {dimension}:",
                f"    question: {_text(question)}",
                "    levels:",
                *levels,
                f"    intolerable: {INTOLERABLE}",
            )
        )
    return "\n".join(blocks)


def _capabilities(capabilities: Mapping[str, CapabilityAnswer], service: str, team: str) -> str:
    return "\n".join(
        _lines(
            f"  {each}:",
            f"    name: {_text(answer.name)}",
            f"    owner: {team}",
            f"    services: [{service}]",
            "    impact:",
            f"      outage: {{{answer.harms}: {_curve(answer.intolerable_after)}}}",
            f"      data_loss: {{{answer.harms}: {_curve(answer.intolerable_loss)}}}",
        )
        for each, answer in capabilities.items()
    )


def _curve(intolerable: timedelta) -> str:
    """Rise by a level at a quarter, at a half, and at the whole."""
    steps = {as_text(intolerable / part): level for level, part in enumerate((4, 2, 1), 1)}
    return _flow(steps)


def _cadence(capabilities: Iterable[CapabilityAnswer]) -> str:
    """Speak at least twice before the first harm is intolerable."""
    shortest = min(each.intolerable_after for each in capabilities)
    usual = {"sev1": timedelta(minutes=30), "sev2": timedelta(hours=2)}
    return _flow({each: as_text(min(span, shortest / 2)) for each, span in usual.items()})


def _stores(answers: Answers) -> str:
    sizes = {"database": ("postgresql", answers.service.database_size)}
    if answers.service.objects_size is not None:
        sizes["objects"] = ("objects", answers.service.objects_size)
    return "\n".join(
        f"      {name}: {{kind: {kind}, classification: confidential, size: {_size(size)}}}"
        for name, (kind, size) in sizes.items()
    )


def _size(size: int) -> str:
    for unit, factor in (("TB", 10**12), ("GB", 10**9), ("MB", 10**6)):
        if size and size % factor == 0:
            return f"{size // factor} {unit}"
    return str(size)


def _placement(answer: PlacementAnswer) -> dict[str, str]:
    region = answer.region
    zones = answer.availability_zones or [f"{region}a", f"{region}b"]
    near = (each for each in _NEAR.get(region.partition("-")[0], ()) if each != region)
    return {
        "region": region,
        "zones": ", ".join(map(_text, zones)),
        "recovery_region": answer.recovery_region or next(near, "null"),
    }


def _dependencies(dependencies: Mapping[str, DependencyAnswer], team: str) -> str:
    if not dependencies:
        return "dependencies: {}"
    blocks = [
        _lines(
            f"  {each}:",
            f"    name: {_text(answer.name)}",
            "    kind: external",
            "    criticality: critical",
            f"    owner: {team}",
            f"    provides: {_text(answer.provides)}",
            f"    availability: {answer.availability:g}",
            f"    recovers_within: {as_text(answer.recovers_within)}",
            "    support:",
            f"      path: {_text(answer.support)}",
            "      # Name the steps after it as the contract does.",
            "      escalation: [The provider's duty manager]",
            "    fallback:",
            f"      kind: {answer.fallback}",
            f"      how: {_text(answer.how)}",
            f"      within: {as_text(answer.within)}",
        )
        for each, answer in dependencies.items()
    ]
    return _lines("dependencies:", *blocks)


def _templates(answers: Answers) -> str:
    blocks = []
    for phase, messages in MESSAGES.items():
        texts = (
            f"        {language}: "
            + _flow(dict(zip(("subject", "body"), map(_text, messages[language]), strict=True)))
            for language in dict.fromkeys(answers.customers.languages)
        )
        blocks.append(
            _lines(
                f"    {phase}:",
                "      audience: customers",
                f"      phase: {phase}",
                "      approval: communicator",
                "      text:",
                *texts,
            )
        )
    return "\n".join(blocks)


def _releases() -> str:
    return "\n".join(
        _lines(
            f"  {tier}:",
            f"    stages: {_STAGES}",
            "    canary: {percent: 5, watch: 10 min}",
            "    guard_metrics: [{metric: Errors, threshold: Above 1 percent for 5 min}]",
            "    rollback: The earlier launch template",
            "    rollback_within: 5 min",
        )
        for tier in (1, 2, 3, 4)
    )


def _exercises(capabilities: Iterable[str], today: date) -> str:
    blocks = []
    for number, disruption in enumerate(Disruption, 1):
        kind = ExerciseKind.TECHNICAL if disruption is Disruption.AZ else ExerciseKind.TABLETOP
        words = disruption.replace("_", " ")
        blocks.append(
            _lines(
                f"  {disruption.replace('_', '-')}-exercise:",
                f"    kind: {kind}",
                f"    scenario: At the busiest hour, this happens ({words})",
                f"    disruption: {disruption}",
                f"    capabilities: [{', '.join(capabilities)}]",
                "    modes: [read-only]",
                "    owner: commander",
                "    repeats: yearly",
                f"    next: {(today + number * _BETWEEN_EXERCISES).isoformat()}",
                "    success: [Every capability is back within its objectives]",
            )
        )
    return "\n".join(blocks)
