"""Who acts in an incident, by what authority, and who is called next."""

from datetime import timedelta

from pydantic import Field

from pods.continuity.durations import Duration
from pods.continuity.vocabulary import Id, Part, Text

__all__ = [
    "Command",
    "Contact",
    "Crisis",
    "Decision",
    "Escalation",
    "Incidents",
    "Priority",
    "Role",
    "Severity",
    "Team",
]


class Contact(Part):
    """Someone who can be reached: a person, or a duty that is handed from one to the next."""

    name: Text
    email: str | None = Field(default=None, pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$", max_length=254)
    """Address of a mailbox that somebody reads."""
    phone: str | None = Field(default=None, pattern=r"^\+[1-9]\d{6,14}$")
    """In the international form, such as +12025550142."""
    pager: str | None = Field(default=None, pattern=r"^https://\S+$", max_length=2000)
    """Address of a paging service that calls people."""


class Team(Part):
    """People who answer for something together."""

    name: Text
    members: list[Id] = Field(min_length=1)
    """Contacts."""
    on_call: Id | None = None
    """The contact that alarms go to."""


class Role(Part):
    """A part that somebody plays in an incident, or in keeping the plan."""

    name: Text
    holder: Id
    """The contact that holds it."""
    deputy: Id
    """The contact that stands in."""
    authority: Text
    """What the holder may decide alone."""


class Escalation(Part):
    """Whom to call when nothing has changed for a while."""

    after: Duration
    to: Id
    """A role."""


class Severity(Part):
    """How bad an incident is."""

    meaning: Text
    triggers: list[Text] = Field(min_length=1)
    """Conditions that make an incident this bad."""
    responds_within: Duration
    """Time until somebody works on it."""
    escalation: list[Escalation] = Field(min_length=1)
    """The steps, by time."""
    crisis: bool = False
    """Whether the crisis team meets."""


class Priority(Part):
    """In which order incidents are worked on."""

    meaning: Text
    severities: list[Id] = Field(min_length=1)
    """The severities that it is given to."""
    resolves_within: Duration | None = None


class Decision(Part):
    """Something that only one role may decide, and when it must."""

    threshold: Text
    """The condition on which it is taken."""
    role: Id
    within: Duration
    """Time in which it is taken once the condition holds."""
    otherwise: Text
    """What happens if nobody decides in time."""


class Command(Part):
    """The roles that run an incident."""

    incident_commander: Id
    technical_lead: Id
    communications_lead: Id
    customer_impact_lead: Id
    executive_liaison: Id


class Crisis(Part):
    """The core team that meets when the business itself is at stake."""

    team: list[Id] = Field(min_length=2)
    """Roles."""
    activation: Text
    """The condition on which it meets."""
    procedure: list[Text] = Field(min_length=1)
    """How it decides, step by step."""
    channel: Id
    """Where it meets."""
    alternate_channel: Id
    """Where it meets when that is down."""
    meets_within: Duration = timedelta(minutes=30)


class Incidents(Part):
    """How incidents are run."""

    severities: dict[Id, Severity] = Field(min_length=1)
    """From the worst to the mildest."""
    priorities: dict[Id, Priority] = Field(min_length=1)
    decisions: dict[Id, Decision] = Field(min_length=1)
    command: Command
    crisis: Crisis | None = None
    stages: list[Text] = Field(
        default=["triggers", "escalation", "diagnosis", "investigation", "resolution", "closure"]
    )
    """What every incident goes through."""
