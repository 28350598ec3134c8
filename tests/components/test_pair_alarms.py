"""The alarms of a pair, by the kind of its database and the Region of its entries."""

from types import SimpleNamespace
from typing import Any

import pulumi
import pytest

from pods.components import Alerts
from pods.components.pod_pair.alarms import WatchedEntries, watch_database, watch_entries
from tests.components.recording import record

ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm"
SUBSCRIPTIONS: Any = [
    {"protocol": "email", "endpoint": "on-call@clinic.example"},
    {"protocol": "sms", "endpoint": "+12025550142"},
]


@pytest.mark.parametrize(
    ("kind", "source", "metric", "dimension"),
    [
        ("instance", "db-instance", "FreeStorageSpace", "DBInstanceIdentifier"),
        ("cluster", "db-cluster", "FreeStorageSpace", "DBClusterIdentifier"),
        ("aurora", "db-cluster", "EngineUptime", "DBClusterIdentifier"),
    ],
)
def test_each_kind_of_database_is_watched_by_what_it_tells(
    kind: str, source: str, metric: str, dimension: str
) -> None:
    """Failovers as events of the kind's own, and its silence as an alarm."""

    def watch() -> None:
        alerts = Alerts("alerts", {"subscriptions": SUBSCRIPTIONS})
        database: Any = SimpleNamespace(
            plan=SimpleNamespace(kind=kind), identifier=pulumi.Output.from_input("clinic-1")
        )
        watch_database("clinic", database, alerts, {})

    recording = record(watch)
    told = recording.inputs("aws:rds/eventSubscription:EventSubscription")
    assert (told["sourceType"], told["sourceIds"]) == (source, ["clinic-1"])
    assert {"failover", "failure", "deletion"} <= set(told["eventCategories"])
    assert ("low storage" in told["eventCategories"]) is (kind == "instance")
    alarm = recording.inputs(ALARM)
    assert (alarm["metricName"], alarm["dimensions"]) == (metric, {dimension: "clinic-1"})
    assert (alarm["treatMissingData"], alarm["period"]) == ("breaching", 60)


@pytest.mark.requirement("D8")
@pytest.mark.parametrize(("region", "elsewhere"), [("us-east-1", None), ("eu-west-1", "us-east-1")])
def test_alarms_of_entries_lie_where_their_metrics_are(region: str, elsewhere: str | None) -> None:
    """With whom they tell, so that an alarm of the whole service can be laid over them."""
    seen: list[WatchedEntries] = []

    def watch() -> None:
        alerts = Alerts("alerts", {"subscriptions": SUBSCRIPTIONS})
        check: Any = SimpleNamespace(id=pulumi.Output.from_input("check"))
        traffic: Any = SimpleNamespace(primary_check=check, secondary_check=check)
        settings: Any = {"subscriptions": SUBSCRIPTIONS, "test_at": "07:00"}
        seen.append(watch_entries("clinic", traffic, settings, alerts, region=region, tags={}))

    recording = record(watch)
    (entries,) = seen
    assert (sorted(entries.alarms), entries.region) == (
        ["primary-entry", "secondary-entry"],
        elsewhere,
    )
    alarm = recording.inputs(ALARM, "clinic-primary-entry")
    topic = "alerts-topic" if elsewhere is None else "clinic-checks-topic"
    assert alarm["alarmActions"][0].endswith(topic)
    assert alarm.get("region") == elsewhere
    tests = recording.all_of("aws:scheduler/schedule:Schedule")
    if elsewhere is not None:
        assert tests["clinic-checks-test"].inputs["scheduleExpression"] == "cron(0 7 * * ? *)"
