"""YAML to a document."""

from collections.abc import Iterator
from typing import Any, Final

import yaml

from pods.continuity.loading import yaml_faults
from pods.continuity.loading.documents import START, Document, Mark, Positions, RefusedTextError
from pods.continuity.loading.yaml_tree import YamlTree

__all__ = ["parse_yaml"]

# The parser in C is ten times as fast; which resolver comes with it does not matter here.
_Parser: Final[Any] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def parse_yaml(file: str, text: str) -> Document:
    """Read one YAML document; raises `RefusedTextError` for what is no YAML or exceeds a limit."""
    tree = YamlTree(file)
    try:
        tree.take(_events(text))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else START
        problem = error.problem or "the text breaks off"
        raise RefusedTextError(yaml_faults.bad_syntax(file, place, problem)) from error
    except yaml.YAMLError as error:
        problem = str(error).partition("\n")[0]
        raise RefusedTextError(yaml_faults.bad_syntax(file, START, problem)) from error
    root: Mark = (START, START, tree.root.marks)
    return Document(file, tree.root.value, Positions(lambda: root), tree.findings)


def _events(text: str) -> Iterator[Any]:
    """Yield the parser's events one by one, so that a refusal stops the parser."""
    parser = _Parser(text)
    try:
        while True:
            event = parser.get_event()
            if event is None or type(event) is yaml.StreamEndEvent:
                return
            yield event
    finally:
        parser.dispose()
