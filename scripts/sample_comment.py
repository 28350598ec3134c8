"""The sample of a comment on a pull request, judged from the files of the guide."""

from contextlib import chdir
from datetime import UTC, datetime
from pathlib import Path

from pods.cli.check.judgement import Asked, judge
from pods_policies.formats.markdown import markdown_text

FOLDER = Path(__file__).resolve().parent.parent / "docs/how-to/check-pull-requests"

# A day on which the sample's waiver holds.
_DAY = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


def comment() -> str:
    """Return what `pods check --format markdown` writes for the sample on that day."""
    with chdir(FOLDER):
        asked = Asked(
            states=(),
            previews=("preview.json",),
            configuration="policies.json",
            waivers=(Path("pods-waivers.yaml"),),
            baseline=None,
            fail_on=(),
        )
        return markdown_text(judge(asked, _DAY))
