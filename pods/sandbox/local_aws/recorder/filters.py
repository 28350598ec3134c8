"""Which records a list operation means."""

import re
from collections.abc import Iterable
from typing import Any

import jmespath

from pods.sandbox.local_aws.recorder.call import Call
from pods.sandbox.local_aws.recorder.faults import Fault
from pods.sandbox.local_aws.recorder.kinds import Kind, Record

__all__ = ["matching", "page"]

_PAGE_SIZES = ("MaxResults", "maxResults", "MaxRecords")
_PAGE_TOKENS = ("NextToken", "nextToken", "Marker")
_IGNORED = frozenset({*_PAGE_SIZES, *_PAGE_TOKENS, "DryRun"})


def matching(kind: Kind, records: Iterable[Record], call: Call) -> list[Record]:
    """Answer the records that every given parameter lets through; none is silently ignored."""
    found = list(records)
    for name, wanted in call.parameters.items():
        if name in _IGNORED or wanted == []:
            continue
        if name == "Filters":
            for each in wanted:
                found = [record for record in found if _passes(kind, record, each, call)]
            continue
        path = kind.filters.get(name, name if name in kind.identity else "")
        if not path:
            raise Fault.not_simulated(f"parameter {name} of {kind.service.name}:{call.operation}")
        values = wanted if isinstance(wanted, list) else [wanted]
        _refuse_unknown(kind, path, values, found)
        found = [record for record in found if _any(path, record, values)]
    return found


def page(answer: dict[str, Any], member: str, call: Call) -> dict[str, Any]:
    """Cut an answer to the size asked for; the token is the place to go on from."""
    size = next((call.parameters[name] for name in _PAGE_SIZES if name in call.parameters), None)
    token_member = next((name for name in _PAGE_TOKENS if name in call.output.members), None)
    if token_member is None:
        return answer
    text = str(call.parameters.get(token_member, "0"))
    if not text.isdigit():
        raise Fault(call.service.invalid_parameter, f"{token_member} {text!r} is not a valid token")
    begin = int(text)
    end = begin + int(size) if size else None
    rows = answer[member]
    more = {token_member: str(end)} if end is not None and end < len(rows) else {}
    return {**answer, member: rows[begin:end], **more}


def _refuse_unknown(kind: Kind, path: str, values: list[Any], records: list[Record]) -> None:
    # Asking for a record by its own id is an error when there is none; a mere filter is not.
    if not kind.identity or path != kind.identity[-1]:
        return
    known = {record.members.get(path) for record in records}
    missing = [str(value) for value in values if value not in known]
    if missing:
        raise Fault(kind.not_found, f"The {kind.name} {', '.join(missing)} does not exist")


def _any(path: str, record: Record, values: list[Any]) -> bool:
    held = jmespath.search(path, record.members)
    return bool(set(map(str, held if isinstance(held, list) else [held])) & set(map(str, values)))


def _passes(kind: Kind, record: Record, given: dict[str, Any], call: Call) -> bool:
    """Apply one `{Name, Values}` filter as EC2 and RDS have them; `*` and `?` are wildcards."""
    name, values = str(given["Name"]), [str(value) for value in given.get("Values", [])]
    patterns = [re.compile(_pattern(value)) for value in values]
    if name == "tag-key":
        held = list(record.tags)
    elif name.startswith("tag:"):
        held = [record.tags[name[4:]]] if name[4:] in record.tags else []
    else:
        member = "".join(part.capitalize() for part in name.split("-"))
        path = kind.filters.get(name, member)
        if path == member and member not in record.members:
            raise Fault.not_simulated(f"filter {name} of {kind.service.name}:{call.operation}")
        held = [str(jmespath.search(path, record.members))]
    return any(pattern.fullmatch(value) for pattern in patterns for value in held)


def _pattern(value: str) -> str:
    return re.escape(value).replace(r"\*", ".*").replace(r"\?", ".")
