"""The line of the program that most likely sets a property."""

from pathlib import Path

import pytest

from pods_policies.relations.resource import Parent, Resource
from pods_policies.sdk.source_line import likely_line
from pods_policies.verdicts import Change

PROGRAM = '''\
"""A program."""
import pulumi_aws as aws
from pods import PodPair

db = aws.rds.Instance(
    "raw",
    multi_az=False,
)
pair = PodPair(
    "clinic",
    {
        "availability_zones": ["a", "b"],
        "primary": {"availability_zone": "a", "running": 2},
        "secondary": {
            "availability_zone": "b",
            "running": 1,
        },
        "database": {"multi_az": False},
        "snapshots": {
            "interval_hours": 24,
            "retention_days": 7,
        },
    },
)
for name in ("x", "y"):
    aws.rds.Instance(name, multi_az=False)
twins = [aws.s3.Bucket("twin"), aws.s3.Bucket("twin")]
'''


def made(kind: str, name: str, *parents: str) -> Resource:
    """Return a resource inside components of these types."""
    return Resource("u", kind, name, {}, {}, tuple(Parent(one, None) for one in parents))


PAIR = "pods:index:PodPair"
RAW = made("aws:rds/instance:Instance", "raw")
INSIDE = made("aws:rds/instance:Instance", "clinic-database-db", "pods:index:Database", PAIR)
GROUP = made("aws:autoscaling/group:Group", "clinic-secondary-group", "pods:index:Pod", PAIR)
POLICY = made("aws:dlm/lifecyclePolicy:LifecyclePolicy", "clinic-snapshots-p", PAIR)
ZONE = Change("availabilityZone", "", part="secondary")
KEPT = Change("x.retainRule.interval", "", words_nearby=("retain_rule", "retention"))

CASES = [
    ("a resource's own keyword", RAW, Change("multiAz", "True"), "__main__.py:7"),
    ("a setting of the component", INSIDE, Change("multiAz", "True"), "__main__.py:18"),
    ("a setting of one part", GROUP, ZONE, "__main__.py:15"),
    ("the part itself", GROUP, Change("warmPool", "", part="secondary"), "__main__.py:14"),
    ("a word like it", POLICY, Change("x.createRule.interval", "12"), "__main__.py:20"),
    ("a word nearby", POLICY, KEPT, "__main__.py:21"),
    (
        "the call, when no setting fits",
        INSIDE,
        Change("backupRetentionPeriod", "35"),
        '__main__.py:9, in the arguments of PodPair "clinic"',
    ),
    ("no literal name", made("aws:rds/instance:Instance", "x"), Change("multiAz", "True"), None),
    ("two places", made("aws:s3/bucket:Bucket", "twin"), Change("versioning", ""), None),
    ("another class", made("aws:s3/bucket:Bucket", "raw"), Change("versioning", ""), None),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a program."""
    (tmp_path / "__main__.py").write_text(PROGRAM)
    return tmp_path


@pytest.mark.parametrize(
    ("case", "resource", "change", "line"), CASES, ids=[case[0] for case in CASES]
)
def test_one_place_that_fits_is_named(
    folder: Path, case: str, resource: Resource, change: Change, line: str | None
) -> None:
    """Where none or several fit, nothing is named."""
    assert case
    assert likely_line(resource, change, folder) == line


def test_the_line_is_given_from_the_folder_of_the_project(tmp_path: Path) -> None:
    """A program in a folder of its own is named with that folder."""
    (tmp_path / "Pulumi.yaml").touch()
    program = tmp_path / "stacks" / "shop"
    program.mkdir(parents=True)
    (program / "__main__.py").write_text(PROGRAM)
    assert likely_line(RAW, Change("multiAz", "True"), program) == "stacks/shop/__main__.py:7"


@pytest.mark.parametrize("name", ["PulumiPolicy.yaml", "no-program"])
def test_a_folder_without_a_program_is_not_searched(tmp_path: Path, name: str) -> None:
    """Some engines start a pack in its own folder; its lines are not the user's."""
    (tmp_path / name).touch()
    if name == "PulumiPolicy.yaml":
        (tmp_path / "__main__.py").write_text(PROGRAM)
    assert likely_line(RAW, Change("multiAz", "True"), tmp_path) is None


def test_tests_environments_and_broken_files_are_passed_over(folder: Path) -> None:
    """Only the program's own readable files count."""
    for place in ("tests", "venv", ".venv"):
        (folder / place).mkdir()
        (folder / place / "more.py").write_text(PROGRAM)
    (folder / "broken.py").write_text("def (")
    assert likely_line(RAW, Change("multiAz", "True"), folder) == "__main__.py:7"


def test_a_huge_folder_is_not_searched(folder: Path) -> None:
    """A folder of hundreds of files is no program; reading it would slow every preview."""
    for index in range(200):
        (folder / f"m{index}.py").touch()
    assert likely_line(RAW, Change("multiAz", "True"), folder) is None
