"""A plan in several files."""

import os
from pathlib import Path

from pods.continuity.loading.limits import MOST_FILES
from tests.continuity.loading.small_plan import load_small, written


def lines(path: Path) -> list[str]:
    """Return the report, a finding a line, without its folder."""
    return str(load_small(path).report).replace(f"{path.parent}/", "").splitlines()


def test_the_items_of_all_files_are_united(tmp_path: Path) -> None:
    """A file in another folder and format adds its items; its own includes are seen from it."""
    (tmp_path / "shared").mkdir()
    written(tmp_path / "shared", roles_toml='include = ["more.json"]\n[roles]\nlead = "a"\n')
    written(tmp_path / "shared", more_json='{"items": {"pay": {"owner": "x"}}, "title": "t"}')
    path = written(
        tmp_path,
        plan_yaml="version: 1\ninclude: [shared/roles.toml, shared/../shared/more.json]\n"
        "items:\n  book: {owner: y, needs: [pay]}\n",
    )
    loaded = load_small(path)
    assert str(loaded.report) == "0 errors, 0 warnings"
    assert loaded.plan is not None
    assert (sorted(loaded.plan.items), loaded.plan.roles) == (["book", "pay"], {"lead": "a"})
    assert loaded.plan.title == "t"
    assert [Path(source).name for source in loaded.sources] == [
        "plan.yaml",
        "roles.toml",
        "more.json",
    ]


def test_a_finding_names_the_file_it_stands_in(tmp_path: Path) -> None:
    """Uniting keeps the places."""
    path = written(
        tmp_path,
        plan_yaml="version: 1\ninclude: [b.yaml]\nitems:\n  book: {owner: y}\n",
        b_yaml="items:\n  pay:\n    owner: 5\nroles: 7\n",
    )
    assert lines(path)[:2] == [
        "b.yaml:3:12: error: items.pay.owner: 5; text is required. Put it in quotes. [wrong-type]",
        (
            "b.yaml:4:8: error: roles: 7; a mapping is required. Write keys with values below it. "
            "[wrong-type]"
        ),
    ]


def test_what_two_files_say_names_both_places(tmp_path: Path) -> None:
    """Neither an id nor a root value may be in two files."""
    path = written(
        tmp_path,
        plan_yaml="version: 1\ntitle: a\ninclude: [b.yaml]\nitems:\n  book: {owner: y}\n",
        b_yaml="title: b\nitems:\n  book: {owner: z}\n",
    )
    ending = "one file says it. Keep one of them, or rename one. [said-twice]"
    assert lines(path) == [
        f"b.yaml:1:1: error: title: it stands here and in plan.yaml:2:1; {ending}",
        f"b.yaml:3:3: error: items.book: it stands here and in plan.yaml:5:3; {ending}",
        "2 errors, 0 warnings",
    ]


def test_files_that_include_one_another_are_named(tmp_path: Path) -> None:
    """A cycle is said once, with its files, and the plan is read all the same."""
    path = written(
        tmp_path,
        plan_yaml="version: 1\ninclude: [b.yaml]\n",
        b_yaml="include:\n  - ./plan.yaml\n  - c.yaml\n",
        c_yaml="include: [c.yaml]\n",
    )
    assert lines(path) == [
        (
            "b.yaml:2:5: error: include[0]: the files include one another: plan.yaml -> b.yaml -> "
            "./plan.yaml; a file does not include itself, directly or through others. "
            "Remove one of these includes. [include-cycle]"
        ),
        (
            "c.yaml:1:11: error: include[0]: the files include one another: c.yaml -> c.yaml; "
            "a file does not include itself, directly or through others. "
            "Remove one of these includes. [include-cycle]"
        ),
        "2 errors, 0 warnings",
    ]


def test_what_cannot_be_included_is_said_at_its_entry(tmp_path: Path) -> None:
    """Missing files, folders, pipes, devices and addresses; nothing waits, nothing is fetched."""
    (tmp_path / "folder.yaml").mkdir()
    os.mkfifo(tmp_path / "pipe.yaml")
    path = written(
        tmp_path,
        plan_yaml="version: 1\ninclude:\n- none.yaml\n- folder.yaml\n- pipe.yaml\n- /dev/zero\n"
        "- https://example.com/x.yaml\n- 5\n- 'a\\0.yaml'\n- b.txt\n",
        b_txt="x",
    )
    found = load_small(path).report.findings
    assert [(item.line, item.finding.subject, item.finding.code) for item in found] == [
        (3, "include[0]", "unreadable-file"),
        (4, "include[1]", "not-a-file"),
        (5, "include[2]", "not-a-file"),
        (6, "include[3]", "not-a-file"),
        (7, "include[4]", "include-address"),
        (8, "include[5]", "wrong-type"),
        (9, "include[6]", "unreadable-file"),
        (10, "include[7]", "unknown-format"),
    ]


def test_without_a_file_no_reference_is_judged(tmp_path: Path) -> None:
    """What the missing file would say is not held against the others; the report says so."""
    path = written(
        tmp_path,
        plan_yaml="include: [b.yaml]\nitems:\n  book: {owner: y, needs: [pay]}\n",
        b_yaml="version: [",
    )
    assert lines(path)[1:] == [
        "not checked until the errors are mended: every check of one part against another, b.yaml",
        "1 error, 0 warnings",
    ]


def test_a_plan_has_so_many_files(tmp_path: Path) -> None:
    """One file more than the limit is refused, the limit is not."""
    names = [f"f{number}.yaml" for number in range(MOST_FILES + 1)]
    for name in names:
        (tmp_path / name).write_text("{}")
    entries = ", ".join(names[:-1])
    path = written(tmp_path, plan_yaml=f"version: 1\ninclude: [{entries}]\n")
    assert lines(path) == ["0 errors, 0 warnings"]
    path = written(tmp_path, plan_yaml=f"version: 1\ninclude: [{entries}, {names[-1]}]\n")
    assert next(item.finding.code for item in load_small(path).report.errors) == "too-many-files"


def test_an_include_that_is_no_list_is_said_once(tmp_path: Path) -> None:
    """The model does not repeat it."""
    assert lines(written(tmp_path, plan_yaml="version: 1\ninclude: b.yaml\n")) == [
        (
            "plan.yaml:2:10: error: include: 'b.yaml'; a list of files is required. "
            "Write it as a list, as in [organisation.yaml]. [wrong-type]"
        ),
        "not checked until the errors are mended: every check of one part against another, include",
        "1 error, 0 warnings",
    ]
