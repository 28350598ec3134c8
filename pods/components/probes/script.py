"""What a canary runs, packed so that the same script is always the same bytes."""

import base64
import hashlib
import io
import zipfile
from importlib.resources import files

__all__ = ["HANDLER", "packed_script", "script_key"]

HANDLER = "look.handler"
"""File and function that a run begins with."""

# Where CloudWatch Synthetics looks for the files of its Node.js runtimes:
# https://docs.aws.amazon.com/AmazonSynthetics/latest/APIReference/API_CanaryCodeInput.html
_PLACE = "nodejs/node_modules/look.js"
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_READABLE = 0o644 << 16


def packed_script() -> str:
    """Return the archive, in base64: neither its time nor a compressor's version is in it."""
    entry = zipfile.ZipInfo(_PLACE, _NO_TIME)
    entry.create_system, entry.external_attr = _UNIX, _READABLE
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_STORED) as packing:
        packing.writestr(entry, files(__package__).joinpath("look.js").read_bytes())
    return base64.b64encode(archive.getvalue()).decode()


def script_key(packed: str) -> str:
    """Return the key under which the script lies: another one for another script."""
    return f"script/{hashlib.sha256(packed.encode()).hexdigest()[:16]}.zip"
