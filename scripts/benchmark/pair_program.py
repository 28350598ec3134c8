"""The program that is compared: one pair at home, as a product writes it without a plan."""

from pathlib import Path

__all__ = ["PROJECT", "STACK", "write_project"]

PROJECT, STACK = "pair", "components"

_PROGRAM = '''"""One pair at home."""

from pods import PodPair

PodPair(
    "clinic",
    {
        "domain": "clinic.example",
        "owner": "clinic-team",
        "availability_zones": ["us-east-1a", "us-east-1b"],
        "alerts": {
            "subscriptions": [
                {"protocol": "email", "endpoint": "on-call@clinic.example"},
                {"protocol": "sms", "endpoint": "+15555550100"},
            ]
        },
    },
)
'''


def write_project(folder: Path, settings: Path) -> Path:
    """Write the project into a folder, with a stack's settings from a file; returns the folder."""
    (folder / "Pulumi.yaml").write_text(f"name: {PROJECT}\nruntime: python\n", encoding="utf-8")
    (folder / "__main__.py").write_text(_PROGRAM, encoding="utf-8")
    (folder / settings.name).write_text(settings.read_text(encoding="utf-8"), encoding="utf-8")
    return folder
