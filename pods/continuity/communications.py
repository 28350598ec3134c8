"""What is said to whom, in which words and languages, how often and over what."""

import string
from enum import StrEnum

from pydantic import Field

from pods.continuity.durations import Duration
from pods.continuity.vocabulary import Id, Language, Part, Text

__all__ = [
    "KNOWN_FIELDS",
    "Audience",
    "Channel",
    "ChannelKind",
    "Communications",
    "Message",
    "Phase",
    "Template",
    "fields_of",
]

KNOWN_FIELDS = frozenset(
    {
        "capability",
        "contact",
        "disruption",
        "estimate",
        "next_update",
        "service",
        "severity",
        "started",
        "status",
        "workaround",
    }
)
"""What an incident itself fills in."""


class ChannelKind(StrEnum):
    """How words travel."""

    EMAIL = "email"
    SMS = "sms"
    VOICE = "voice"
    CHAT = "chat"
    PAGE = "page"
    """A page of announcements."""


class Phase(StrEnum):
    """Where an incident stands."""

    NOTIFICATION = "notification"
    RECOVERY = "recovery"
    RESOLUTION = "resolution"


class Channel(Part):
    """A way to reach people."""

    kind: ChannelKind
    address: Text
    """A list, number, room or page."""
    depends_on: list[Id] = Field(default=[])
    """Services and dependencies that it needs: it is of no use when it falls with them."""


class Audience(Part):
    """Those who are told the same."""

    name: Text
    languages: list[Language] = Field(min_length=1)
    primary: Id
    """The channel."""
    alternate: Id
    """The channel when that is down."""
    cadence: dict[Id, Duration] = Field(min_length=1)
    """For each severity: time between messages."""


class Message(Part):
    """A text, with `{fields}` that are filled in when it is sent."""

    subject: Text
    body: Text


class Template(Part):
    """A message that is ready before it is needed."""

    audience: Id
    phase: Phase
    approval: Id
    """The role that lets it go out."""
    text: dict[Language, Message] = Field(min_length=1)
    """The message in every language of the audience."""
    fields: dict[str, Text] = Field(default={})
    """Fields of its own, filled in here."""


class Communications(Part):
    """Everything that is said, prepared."""

    channels: dict[Id, Channel] = Field(min_length=1)
    audiences: dict[Id, Audience] = Field(min_length=1)
    templates: dict[Id, Template] = Field(min_length=1)


def fields_of(text: str) -> frozenset[str]:
    """Return the `{fields}` of a text; raises ValueError for braces that do not match."""
    return frozenset(
        (name or "").partition(".")[0].partition("[")[0]
        for _, name, _, _ in string.Formatter().parse(text)
        if name is not None
    )
