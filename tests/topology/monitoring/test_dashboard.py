"""What a dashboard shows, and that it shows it the same way every time."""

from typing import Any

import pytest

from pods.errors import TopologyError
from pods.topology import DashboardSources, dashboard_body, plan_dashboard

BOOKING = {"name": "book", "rto_minutes": 15, "rpo_minutes": 0.5}
LETTERS = {"name": "print", "rto_minutes": 240}
SOURCES = DashboardSources(
    region="eu-west-1",
    alarms=("arn:b", "arn:a"),
    health_checks={"secondary": "check-2", "primary": "check-1"},
    load_balancers={"primary": "app/clinic/1"},
    canaries={"us-west-2": "there", "us-east-1": "elsewhere"},
    replicas={"us-west-2": "copy"},
)


def widgets(sources: DashboardSources = SOURCES) -> dict[str, dict[str, Any]]:
    """Return the widgets by title; the text has none."""
    body = dashboard_body("Clinic", plan_dashboard(capabilities=[BOOKING, LETTERS]), sources)
    return {each["properties"].get("title", ""): each for each in body["widgets"]}


def lines(widget: dict[str, Any]) -> dict[str, int]:
    """Return the horizontal lines of a graph."""
    return {
        each["label"]: each["value"] for each in widget["properties"]["annotations"]["horizontal"]
    }


def test_objectives_stand_at_the_top() -> None:
    """Every capability with both, or with the word that one is missing."""
    assert widgets()[""]["properties"]["markdown"] == (
        "# Clinic\n| capability | RTO | RPO |\n| --- | --- | --- |\n"
        "| book | 15 min | 0.5 min |\n| print | 240 min | not set |"
    )


def test_time_without_an_entry_is_held_against_rto() -> None:
    """Seconds add up while no entry answers; a line is a promise."""
    outage = widgets()["Seconds without an entry that answers, against RTO"]
    assert outage["properties"]["region"] == "us-east-1"
    assert lines(outage) == {"RTO book": 900, "RTO print": 14400}
    (added, first, second) = outage["properties"]["metrics"]
    assert added[0]["expression"] == "RUNNING_SUM(IF(MAX([m0, m1]) < 1, 60, 0))"
    assert (first[3], second[3]) == ("check-1", "check-2")


def test_one_entry_needs_no_best_of_several() -> None:
    """MAX of one series would be a number, and draw nothing."""
    alone = DashboardSources(region="eu-west-1", health_checks={"only": "check-1"})
    outage = widgets(alone)["Seconds without an entry that answers, against RTO"]
    assert outage["properties"]["metrics"][0][0]["expression"] == ("RUNNING_SUM(IF(m0 < 1, 60, 0))")


def test_lag_is_held_against_rpo() -> None:
    """Only the capabilities that have one."""
    lag = widgets()["Seconds that a replica is behind, against RPO"]
    assert lines(lag) == {"RPO book": 30}
    assert lag["properties"]["metrics"][0][3:] == [
        "copy",
        {"label": "us-west-2", "region": "us-west-2"},
    ]


def test_the_same_sources_give_the_same_body() -> None:
    """In another order too: a preview shows no change where there is none."""
    reordered = DashboardSources(
        region="eu-west-1",
        alarms=("arn:a", "arn:b"),
        health_checks={"primary": "check-1", "secondary": "check-2"},
        load_balancers={"primary": "app/clinic/1"},
        canaries={"us-east-1": "elsewhere", "us-west-2": "there"},
        replicas={"us-west-2": "copy"},
    )
    assert widgets(reordered) == widgets()


def test_no_widget_lies_on_another() -> None:
    """Rows of 24, each below the tallest of the one before."""
    taken: set[tuple[int, int]] = set()
    for each in widgets().values():
        cells = {
            (x, y)
            for x in range(each["x"], each["x"] + each["width"])
            for y in range(each["y"], each["y"] + each["height"])
        }
        assert not cells & taken
        assert each["x"] + each["width"] <= 24
        taken |= cells


def test_what_is_not_measured_has_no_widget() -> None:
    """An empty graph looks like one in order."""
    assert list(widgets(DashboardSources(region="eu-west-1"))) == [""]


@pytest.mark.parametrize(
    ("capabilities", "message"),
    [
        (
            [],
            (
                "capabilities: []; 1 to 20 capabilities, each listed once, are required. Make a "
                "dashboard for each service."
            ),
        ),
        (
            [LETTERS, LETTERS],
            (
                "capabilities: ['print', 'print']; 1 to 20 capabilities, each listed once, are "
                "required. Make a dashboard for each service."
            ),
        ),
        (
            [{**BOOKING, "rto_minutes": 0, "rpo_minutes": -1}],
            (
                "capabilities: 'book' with rto_minutes 0; an objective is a time above zero. Take "
                "it from the continuity plan.\n"
                "capabilities: 'book' with rpo_minutes -1; an objective is a time above zero. Take "
                "it from the continuity plan."
            ),
        ),
    ],
)
def test_objectives_that_are_none_are_refused(
    capabilities: list[dict[str, Any]], message: str
) -> None:
    """All of them at once."""
    with pytest.raises(TopologyError) as raised:
        plan_dashboard(capabilities=capabilities)
    assert str(raised.value) == message
