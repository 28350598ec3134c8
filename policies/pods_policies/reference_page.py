"""Writes the reference page of the pack, from the rules themselves."""

from collections.abc import Iterator

from pods_policies.catalogue import RULES
from pods_policies.finding import NotApplicable, sentence
from pods_policies.rule import ResourceRule, Rule, StackRule
from pods_policies.settings import Settings, schema_of
from pods_policies.stack import Stack, type_label

__all__ = ["examples_of", "page"]

_INTRODUCTION = """\
<!-- Written by scripts/generate from policies/pods_policies; change the rules, not this page. -->
# Policies

The pack in `policies/` refuses, at `pulumi preview`, a stack that cannot keep its continuity plan,
whether it was built with the components or by hand:

```
pulumi preview --policy-pack policies --policy-pack-config policies/config/production.json
```

A rule finds a service and its PODs by the tags `pods:service`, `pods:role` (`primary` or
`secondary`) and `pods:tier` (`1` to `4`); resources without a tier count as tier 1.

**Undecided.** Some values are not known before the update. A rule that cannot decide says
`undecided:` at its own level, so a mandatory rule blocks: it never passes in silence. With
`"undecided": "note"` in the rule's configuration it is noted as advice instead, with a count.

**Likely line.** The engine tells a policy no source positions. Where one place of the program
fits, the message names it as likely; the resource and the property are certain.

**Levels.** Every rule is mandatory. `policies/config/production.json` keeps it so, and
`policies/config/development.json` makes them all advice. A configuration file may set
`enforcementLevel` and the settings below for each rule by its id:

```json
{ "all": "mandatory", "BC-BKP-001": { "retentionDaysByTier": { "3": 14 } } }
```

Settings that every rule has:
"""


def page() -> str:
    """Return the page as Markdown."""
    return "\n".join([_INTRODUCTION, *_settings(Settings, without=()), "", *_table(), *_rules()])


def examples_of(rule: Rule) -> list[str]:
    """Return the messages of a rule for the example stack that it refuses."""
    if isinstance(rule, StackRule):
        verdicts = list(rule.check(Stack(rule.example), rule.settings()))
    elif isinstance(rule, ResourceRule):
        verdicts = [one for item in rule.example for one in rule.check(item, rule.settings())]
    else:
        raise TypeError(f"{rule.id} is neither a resource rule nor a stack rule")
    return [sentence(one) for one in verdicts if not isinstance(one, NotApplicable)]


def _table() -> Iterator[str]:
    yield "| Rule | Refuses a stack unless | Severity |"
    yield "| --- | --- | --- |"
    for rule in RULES:
        yield f"| [{rule.id}](#{rule.id.lower()}) | {rule.title} | {rule.severity.value} |"
    yield ""


def _rules() -> Iterator[str]:
    for rule in RULES:
        yield from _section(rule)


def _section(rule: Rule) -> Iterator[str]:
    types = ", ".join(f"`{type_label(kind)}`" for kind in rule.reads)
    yield f"## {rule.id}"
    yield ""
    about = f"Severity: {rule.severity.value}. Level: {rule.level.value}."
    yield f"**{rule.title}.** {about} Requirements: {', '.join(rule.requirements)}. Reads: {types}."
    yield ""
    yield f"*Checks.* {rule.checks}"
    yield ""
    yield f"*Why.* {rule.why}"
    yield ""
    yield f"*To mend it.* {rule.remediation}"
    yield ""
    yield "*Says, for example:*"
    yield ""
    yield "\n>\n".join(f"> {example}" for example in examples_of(rule))
    yield ""
    own = list(_settings(rule.settings, without=tuple(Settings.model_fields)))
    if own:
        yield "*Settings of its own:*"
        yield ""
        yield from own
        yield ""


def _settings(model: type[Settings], without: tuple[str, ...]) -> Iterator[str]:
    left_out = {Settings.model_fields[name].alias or name for name in without}
    for name, schema in schema_of(model).items():
        if name not in left_out:
            default = str(schema["default"]).replace("'", '"')
            text = schema.get("description", "").rstrip(".")
            yield f"- `{name}` (default `{default}`): {text}."
