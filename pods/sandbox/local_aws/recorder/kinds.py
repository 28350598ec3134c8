"""How a recorded kind of resource is declared."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pods.sandbox.local_aws.recorder.call import Call

__all__ = ["Kind", "Made", "Parent", "Record", "Service", "TagOperations"]

Made = Callable[[dict[str, Any], "Call"], Any]
"""Makes a member's value from the members given so far."""


@dataclass(frozen=True, slots=True)
class TagOperations:
    """The operations by which a service tags any of its resources, and their members."""

    tag: str
    untag: str
    list: str
    arn: str = "ResourceArn"
    keys: str = "TagKeys"


@dataclass(frozen=True, slots=True)
class Service:
    """A service with recorded kinds, and the codes of its errors.

    Attributes:
        name: As botocore and boto3 name it.
        signing_name: As it stands in a request's signature.
        missing_parameter: Code for a required parameter left out.
        invalid_parameter: Code for a value that the service does not take.
        tags: Its tag operations, where ARNs are tagged.
        is_simulated: Whether moto knows the service at all.
    """

    name: str
    signing_name: str
    missing_parameter: str
    invalid_parameter: str
    tags: TagOperations | None = None
    is_simulated: bool = True


@dataclass(frozen=True, slots=True)
class Parent:
    """What must exist before a record is made or listed: a read that must find something.

    Attributes:
        service: The service to ask, recorded or simulated.
        operation: The read.
        parameters: Its parameters, each from a member of the record; in a list where it says so.
        found: JMESPath into the answer that must not be empty; without one, no error is enough.
    """

    service: str
    operation: str
    parameters: Mapping[str, str]
    found: str = ""
    in_list: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of resource: its operations, and what AWS adds to what it is given.

    Attributes:
        service: Whose it is.
        name: What it is called in messages.
        identity: Members that together name a record, the outermost parent first; none for a
            setting of which an account has one a Region.
        create: Makes a record; an existing one is a conflict.
        put: Makes or replaces a record.
        get: Reads one.
        list: Reads many.
        update: Changes the members that are given.
        delete: Removes one.
        also: Further operations, each with the field above whose behaviour it has.
        not_found: Error code for an identity that is not recorded.
        conflict: Error code for one that is already.
        in_use: Error code for deleting one that has records under it; none allows it.
        minted: Makes the last member of the identity where AWS chooses it.
        arn: Format of the ARN over `region`, `account`, `unique` (random) and the members.
        arn_member: Member that holds it.
        tags_member: Member of the create operation's input that holds the tags.
        tag_resource_type: Resource type in EC2's tag specifications.
        lifts: Members whose own members are taken up beside them.
        renames: Members that are read back under another name.
        drawn: Takes further members from other resources when the record is made.
        created: Members AWS adds when the record is made; constants or functions.
        updated: Members set when it is changed.
        deleted: Members set in place of removing it, where AWS keeps what was deleted.
        computed: Members worked out when the record is read.
        absent: What a get answers when nothing was ever put, instead of an error.
        answers: Members of an operation's answer that no record holds.
        filters: Parameters of the list: JMESPath into the members, compared with any value.
        parents: What must exist.
    """

    service: Service
    name: str
    identity: tuple[str, ...]
    create: str = ""
    put: str = ""
    get: str = ""
    list: str = ""
    update: str = ""
    delete: str = ""
    also: Mapping[str, str] = field(default_factory=dict)
    not_found: str = "ResourceNotFoundException"
    conflict: str = "ConflictException"
    in_use: str = ""
    minted: Callable[[], str] | None = None
    arn: str = ""
    arn_member: str = ""
    tags_member: str = "Tags"
    tag_resource_type: str = ""
    lifts: tuple[str, ...] = ()
    renames: Mapping[str, str] = field(default_factory=dict)
    drawn: Made | None = None
    created: Mapping[str, Any] = field(default_factory=dict)
    updated: Mapping[str, Any] = field(default_factory=dict)
    deleted: Mapping[str, Any] | None = None
    computed: Mapping[str, Made] = field(default_factory=dict)
    absent: Mapping[str, Any] | None = None
    answers: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    filters: Mapping[str, str] = field(default_factory=dict)
    parents: tuple[Parent, ...] = ()


@dataclass(slots=True)
class Record:
    """One recorded resource."""

    kind: Kind
    members: dict[str, Any]
    tags: dict[str, str] = field(default_factory=dict)

    @property
    def arn(self) -> str:
        """The resource's ARN, or nothing where it has none."""
        return str(self.members.get(self.kind.arn_member, ""))

    @property
    def label(self) -> str:
        """The last member of the identity: what people call the resource."""
        return str(self.members[self.kind.identity[-1]]) if self.kind.identity else self.kind.name
