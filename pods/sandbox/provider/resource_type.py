"""The vocabulary of the type tables: a resource type in a few declarative lines.

Expressions and templates are those of `expressions`. In a call's parameters they see the resource's
inputs (or, once it exists, its whole state), `id`, and the names of `Surroundings`; in `id`,
`outputs` and `observe` they see the result of a call, and the above under `state`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Aspect", "AutoName", "Call", "ResourceType", "Tags"]


@dataclass(frozen=True, slots=True)
class Call:
    """One AWS operation.

    `operation` is its name in botocore's service model (`CreateVpc`). Inputs whose names match
    a member of the operation's input travel by themselves, unless `translate` is off;
    `parameters` is a template laid over them. `result` is the expression that finds the
    resource in the answer. `service` is for the rare call to another service than the type's.
    `within` names the member (a structure, or a list of one) that takes the inputs instead of the
    operation's own input. `when` is an expression that must hold for the call
    to be made; with `each`, it is made once for every value of that expression, named `item`.
    `lookup` is a call made before, whose result all of these see as `found`. `region` is a template
    for the rare call to another Region than the resource's.
    """

    operation: str
    parameters: Mapping[str, Any] = field(default_factory=dict)
    result: str = "@"
    translate: bool = True
    service: str = ""
    within: str = ""
    when: str = ""
    each: str = ""
    lookup: "Call | None" = None
    region: str = ""


@dataclass(frozen=True, slots=True)
class Aspect:
    """Properties that calls of their own set after creation: an attribute, a policy, a warm pool.

    `put` runs at creation when one of the properties is given (unless the create call takes
    them: `at_creation=False`), and again when one changes; `remove` when all of them are gone.
    `clear` runs before either, to undo what was there. A creation makes no call where all that is
    given are the table's `defaults`. `get`'s result is observed like the resource's own, under
    `observe`; its templates see the resource as read under `result`.
    """

    properties: tuple[str, ...]
    put: Call | None
    get: Call | None = None
    observe: Mapping[str, str] = field(default_factory=dict)
    remove: Call | None = None
    clear: Call | None = None
    at_creation: bool = True


@dataclass(frozen=True, slots=True)
class Tags:
    """How a type is tagged: in its create call's parameter, or by a call, and by calls later.

    Templates see `all_tags` (a map of those to set), `tag_pairs` ([{Key, Value}]) and
    `tag_keys` (those to remove). `read` is an expression over the resource as read, `get` a
    call when that has none, whose templates see the resource under `result`.
    """

    create: Mapping[str, Any] = field(default_factory=dict)
    add: Call | None = None
    remove: Call | None = None
    read: str = "tags(Tags)"
    get: Call | None = None


@dataclass(frozen=True, slots=True)
class AutoName:
    """The input that names the resource, chosen when the program leaves it out."""

    property: str = "name"
    longest: int = 255
    lower: bool = False
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class ResourceType:
    """One `aws:` resource type.

    `names` gives the members that are not called like the property. `id` is an expression over
    the create call's result, or a template over the inputs when it holds braces. `outputs` are
    templates for what AWS does not return (ARNs); `observe` expressions for properties whose
    form differs in the read result. `replace` lists inputs that cannot change in place; an
    input is updated in place when the update call, an aspect or the tags take it, and is
    otherwise replaced. `inert` inputs steer the official provider only (time-outs,
    `forceDestroy`). `gone` is an expression over the read result that tells a resource that AWS
    still lists but has deleted. `created` says that the create call's result is as good as a
    read. `update_all` sends every input, not only the changed ones. `changing` outputs are
    unknown while an update is previewed. `json` properties are documents that AWS may return
    parsed or in another layout. `import_state` are templates over `id` that give the state a
    read of an imported resource needs; they also show those inputs that no answer does. `named_id`
    is a template over the inputs that finds a resource by its name when AWS chose the id. Types of
    global services are called in `global_region`. `lookups` are read before a creation, and named
    like that in its templates.
    With `delete_first` AWS holds only one such resource, so that a replacement follows a deletion.
    `also_read` are calls whose results are laid over that of `read`. `after_create` sees the create
    call's result as `result`, `after_update` that of the update. `create_from` are calls that take
    the place of `create` where their `when` holds; what they do not carry, `update` sets. `refused`
    inputs are an error, with the remedy. A deletion is refused while an expression of
    `delete_refused` holds: what AWS refuses and moto does not. `note` says what the simulation does
    not do.
    """

    token: str
    service: str
    create: Call
    id: str
    read: Call
    delete: Call | None
    update: Call | None = None
    update_all: bool = False
    names: Mapping[str, str] = field(default_factory=dict)
    outputs: Mapping[str, str] = field(default_factory=dict)
    observe: Mapping[str, str] = field(default_factory=dict)
    aspects: tuple[Aspect, ...] = ()
    tags: Tags | None = None
    auto_name: AutoName | None = None
    replace: frozenset[str] = frozenset()
    delete_first: bool = False
    inert: frozenset[str] = frozenset()
    defaults: Mapping[str, Any] = field(default_factory=dict)
    after_create: tuple[Call, ...] = ()
    before_delete: tuple[Call, ...] = ()
    gone: str = ""
    created: bool = False
    lookups: Mapping[str, Call] = field(default_factory=dict)
    also_read: tuple[Call, ...] = ()
    after_update: tuple[Call, ...] = ()
    create_from: tuple[Call, ...] = ()
    refused: Mapping[str, str] = field(default_factory=dict)
    delete_refused: Mapping[str, str] = field(default_factory=dict)
    json: frozenset[str] = frozenset()
    changing: frozenset[str] = frozenset()
    import_state: Mapping[str, str] = field(default_factory=dict)
    named_id: str = ""
    global_region: str = ""
    note: str = ""
