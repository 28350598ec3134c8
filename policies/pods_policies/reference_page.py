"""Writes the reference page of the pack, from the rules themselves."""

from collections.abc import Iterator

from pods_policies.catalogue import RULES
from pods_policies.relations.resource import type_label
from pods_policies.relations.stack import Stack
from pods_policies.rule import ResourceRule, Rule, StackRule
from pods_policies.settings import Settings, schema_of
from pods_policies.verdicts import Finding, Undecided, sentence

__all__ = ["examples_of", "page", "section"]

_INTRODUCTION = """\
<!-- Written by scripts/generate from policies/pods_policies; change the rules, not this page. -->
# Policies

The pack decides, before anything is deployed, whether a stack can keep its continuity plan, whether
it was built with the components or by hand:

```
pulumi preview --policy-pack "$(pods policy-pack)"       # refuses in the preview
pods check --preview FILE, or --state FILE               # the same rules, without an engine
```

**What it judges by.** A stack that carries its plan (`ContinuityPlan`) is judged by it: tiers and
objectives of a resource are those of the capabilities that its service serves. A tag can make a
resource stricter than its plan, never weaker. Without a plan the tags `pods:service`, `pods:role`
(`primary` or `secondary`) and `pods:tier` (`1` to `4`) say it, then the configuration; a resource
that says nothing counts as tier 1.

**Four verdicts.** *Finding*, *kept*, *not applicable* (and why) and *undecided* (and what is not
known). Some values are not known before the update: relations are then read from the dependencies
of properties, and what stays open is reported as `undecided:` at the rule's own level; it never
passes in silence. With `"undecided": "note"` it is noted as advice. A rule that fails is a finding
of that rule.

**Levels.** Every rule is mandatory, and advises on resources of tier 3 and 4. `config/` in the
pack's folder holds `production.json` (all mandatory), `development.json` (all advice) and
`sandbox.json` (mandatory, but for the protection that a stack to throw away does without).
A configuration file may set `enforcementLevel` and settings for each rule by its id, and settings
of all rules under `pods`; the engine ignores a rule's id that it does not know, `pods check`
refuses it:

```json
{ "all": "mandatory", "pods": { "services": { "shop": 2 } }, "BC-BKP-001": { "retentionDays": 21 } }
```

**Likely line.** The engine tells a policy no source positions. Where one place of the program
fits, the message names it as likely; the resource and the property are certain.

Settings that every rule has:
"""


def page() -> str:
    """Return the page as Markdown."""
    return "\n".join([_INTRODUCTION, *_settings(Settings, without=()), "", *_table(), *_rules()])


def examples_of(rule: Rule) -> list[str]:
    """Return the messages of a rule for the example stack that it refuses."""
    settings = rule.example_settings or rule.settings()
    if isinstance(rule, StackRule):
        verdicts = list(rule.check(Stack(rule.example, rule.occasion), settings))
    elif isinstance(rule, ResourceRule):
        judged = [one for one in rule.example if one.type in rule.concerns]
        verdicts = [one for item in judged for one in rule.check(item, settings)]
    else:
        raise TypeError(f"{rule.id} is neither a resource rule nor a stack rule")
    return [sentence(one) for one in verdicts if isinstance(one, Finding | Undecided)]


def _table() -> Iterator[str]:
    yield "| Rule | Refuses a stack unless | Severity |"
    yield "| --- | --- | --- |"
    for rule in RULES:
        yield f"| [{rule.id}](#{rule.id.lower()}) | {rule.title} | {rule.severity.value} |"
    yield ""


def _rules() -> Iterator[str]:
    for rule in RULES:
        yield from section(rule)


def section(rule: Rule) -> Iterator[str]:
    """Yield the lines of a rule's part of the page."""
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
    if rule.clauses:
        yield f"*Serves.* {', '.join(map(str, rule.clauses))}."
        yield ""
    nearest = ", ".join(rule.equivalents) or "none judges this before a deployment"
    yield f"*Nearest rules of other tools.* {nearest[0].upper()}{nearest[1:]}."
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
    defaults = model().model_dump(by_alias=True)
    for name, schema in schema_of(model).items():
        if name not in left_out:
            default = str(defaults[name]).replace("'", '"')
            text = schema.get("description", "").rstrip(".")
            yield f"- `{name}` (default `{default}`): {text}."
