"""Words that are not ready: texts, fields, languages."""

import re
from collections.abc import Iterator
from string import Formatter

from pods.continuity.checks.context import Context, Path, warning
from pods.continuity.communications import KNOWN_FIELDS, Message, Phase, Template, fields_of
from pods.continuity.findings import Finding

__all__ = ["languages", "placeholders", "template_fields", "templates"]

_PLACEHOLDER = re.compile(
    r"\b(?:TODO|TBD|TBC|FIXME|XXX+|xxx+|[Ll]orem ipsum)\b"
    r"|\?\?\?|<[A-Za-z][A-Za-z _-]{1,60}>|\[(?:insert|your)\b"
)


def templates(context: Context) -> Iterator[Finding]:
    """Find audiences with nothing to say in a phase, or two texts for the same."""
    said = context.plan.communications
    ready: dict[tuple[str, Phase], str] = {}
    for key, template in said.templates.items():
        earlier = ready.setdefault((template.audience, template.phase), key)
        if earlier != key:
            yield warning(
                "template-twice",
                ("communications", "templates", key),
                f"{earlier} is also for {template.audience} and {template.phase}",
                "one text is enough for an audience and phase",
                "Remove one of them.",
            )
    for key in said.audiences:
        for phase in Phase:
            if (key, phase) not in ready:
                yield Finding(
                    "template-missing",
                    ("communications", "audiences", key),
                    f"no template for {phase}",
                    f"one for each of {', '.join(Phase)} is required",
                    f"Write one with audience {key} and phase {phase}.",
                )


def languages(context: Context) -> Iterator[Finding]:
    """Find languages of an audience without a text, and texts in others."""
    said = context.plan.communications
    for key, template in said.templates.items():
        if template.audience not in said.audiences:
            continue
        read = said.audiences[template.audience].languages
        path: Path = ("communications", "templates", key, "text")
        for language in dict.fromkeys(read):
            if language not in template.text:
                yield Finding(
                    "text-missing",
                    path,
                    f"no text in {language}",
                    f"{template.audience} reads {', '.join(read)}",
                    "Have it written by somebody who speaks it.",
                )
        for language in template.text:
            if language not in read:
                yield warning(
                    "language-unread",
                    (*path, language),
                    f"a text in {language}",
                    f"{template.audience} reads {', '.join(read)}",
                    "Add the language to the audience, or remove the text.",
                )


def template_fields(context: Context) -> Iterator[Finding]:
    """Find fields that nobody fills in, that no text has, or that cannot be read."""
    for key, template in context.plan.communications.templates.items():
        path: Path = ("communications", "templates", key)
        used: set[str] = set()
        broken = False
        for place, text in _texts(path, template):
            try:
                found = fields_of(text)
            except ValueError:
                broken = True
                yield Finding(
                    "braces-stray",
                    place,
                    "braces that do not match",
                    "a field in braces, or braces that are doubled, are required",
                    "Write {field}, or {{ and }} for the braces themselves.",
                )
                continue
            used |= found
            yield from _unfilled(place, found, template)
            yield from _not_plain(place, text)
        for name in template.fields:
            yield from _declared((*path, "fields", name), name, is_used=broken or name in used)


def _texts(path: Path, template: Template) -> Iterator[tuple[Path, str]]:
    for language, message in template.text.items():
        for part in Message.model_fields:
            yield (*path, "text", language, part), getattr(message, part)


def _unfilled(path: Path, found: frozenset[str], template: Template) -> Iterator[Finding]:
    for name in sorted(found - KNOWN_FIELDS - template.fields.keys()):
        shown = "{" + name + "}"
        yield Finding(
            "field-unfilled",
            path,
            f"nothing fills in {shown}",
            f"an incident fills in {', '.join(sorted(KNOWN_FIELDS))}",
            "Use one of these, or give it under fields.",
        )


def _not_plain(path: Path, text: str) -> Iterator[Finding]:
    # What is filled in is text: it has no parts, and a layout of its own can fail when it is sent.
    for _, name, layout, conversion in Formatter().parse(text):
        if name is not None and (layout or conversion or not name.isidentifier()):
            yield Finding(
                "field-not-plain",
                path,
                f"a field with more than a name ({name or 'no name'})",
                "a field is its name in braces",
                "Write it like {status}.",
            )


def _declared(path: Path, name: str, *, is_used: bool) -> Iterator[Finding]:
    if name in KNOWN_FIELDS:
        yield warning(
            "field-shadowed",
            path,
            f"{name} is filled in by the incident",
            "a field of the template's own should have a name of its own",
            "Rename or remove it.",
        )
    elif not is_used:
        yield warning(
            "field-unused",
            path,
            f"no text has {{{name}}}",
            "a field should be used",
            "Use it, or remove it.",
        )


def placeholders(context: Context) -> Iterator[Finding]:
    """Find texts that somebody meant to finish."""
    said = context.plan.communications
    for key, channel in said.channels.items():
        yield from _unfinished(("communications", "channels", key, "address"), channel.address)
    for key, template in said.templates.items():
        path: Path = ("communications", "templates", key)
        for place, text in _texts(path, template):
            yield from _unfinished(place, text)
        for name, text in template.fields.items():
            yield from _unfinished((*path, "fields", name), text)


def _unfinished(path: Path, text: str) -> Iterator[Finding]:
    found = _PLACEHOLDER.search(text)
    if found is not None:
        yield Finding(
            "placeholder-left",
            path,
            f"{found[0]!r} is left in the text",
            "a text must be ready to be sent",
            "Finish it.",
        )
