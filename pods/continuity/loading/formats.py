"""Which format a file has, by its name."""

from collections.abc import Callable
from pathlib import PurePath

from pods.continuity.loading.documents import START, Document, RefusedTextError, fault
from pods.continuity.loading.file_text import text_of
from pods.continuity.loading.json_format import parse_json
from pods.continuity.loading.toml_format import parse_toml
from pods.continuity.loading.wording import shown
from pods.continuity.loading.yaml_format import parse_yaml

__all__ = ["parse"]

_PARSERS: dict[str, Callable[[str, str], Document]] = {
    ".yaml": parse_yaml,
    ".yml": parse_yaml,
    ".toml": parse_toml,
    ".json": parse_json,
}


def parse(file: str, data: bytes) -> Document:
    """Return the file's document; raises `RefusedTextError` for what is none."""
    parser = _PARSERS.get(PurePath(file).suffix.lower())
    if parser is None:
        raise RefusedTextError(
            fault(
                file,
                START,
                "unknown-format",
                observed=f"the name {shown(PurePath(file).name)} names no format",
                required="YAML, TOML or JSON is required",
                remedy="Name the file with .yaml, .toml or .json.",
            )
        )
    return parser(file, text_of(file, data))
