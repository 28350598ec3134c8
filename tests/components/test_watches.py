"""What is watched beside the parts of a pair: where each alarm lies, and what its silence means."""

from collections.abc import Callable
from typing import Any

import pytest

from pods.components import Alerts
from pods.components.watches import (
    watch_answers,
    watch_backup_silence,
    watch_certificate,
    watch_object_replication,
    watch_queue,
    watch_replica,
    watch_service,
)
from pods.errors import TopologyError
from tests.components.recording import Recording, record

ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm"
TAGS = {"pods:tier": "1"}
SUBSCRIPTIONS: Any = [
    {"protocol": "email", "endpoint": "on-call@clinic.example"},
    {"protocol": "sms", "endpoint": "+12025550142"},
]


def watched(watch: Callable[[Alerts], object]) -> Recording:
    """Record a watch and the alerts that it speaks through."""
    return record(lambda: watch(Alerts("alerts", {"subscriptions": SUBSCRIPTIONS})))


def only_alarm(recording: Recording) -> dict[str, Any]:
    """Return the inputs of the one alarm; it speaks through the topic and carries the tags."""
    inputs = recording.inputs(ALARM)
    assert inputs["alarmActions"] == inputs["okActions"]
    assert inputs["alarmActions"][0].endswith("topic/alerts-topic")
    assert inputs["tags"]["pods:tier"] == "1"
    (alarm,) = recording.all_of(ALARM).values()
    assert alarm.parent == "alerts"
    return inputs


@pytest.mark.requirement("B4")
@pytest.mark.parametrize(
    ("interval", "seconds", "periods"),
    [(1, 10800, 1), (12, 50400, 1), (22, 86400, 1), (24, 46800, 2), (166, 86400, 7)],
)
def test_an_interval_without_a_backup_is_an_alarm(
    interval: int, seconds: int, periods: int
) -> None:
    """A plan that selects nothing fails nothing: its silence is what tells of it."""
    recording = watched(
        lambda alerts: watch_backup_silence(
            "clinic", alerts, vault_names={"home": "vault-1"}, interval_hours=interval, tags=TAGS
        )
    )
    alarm = only_alarm(recording)
    assert (alarm["metricName"], alarm["dimensions"]) == (
        "NumberOfBackupJobsCompleted",
        {"BackupVaultName": "vault-1"},
    )
    assert (alarm["period"], alarm["evaluationPeriods"]) == (seconds, periods)
    assert (alarm["comparisonOperator"], alarm["threshold"]) == ("LessThanThreshold", 1)
    assert alarm["treatMissingData"] == "breaching"


def test_an_interval_that_no_alarm_can_look_over_is_refused() -> None:
    """CloudWatch looks over a week at most."""
    with pytest.raises(TopologyError) as raised:
        watched(
            lambda alerts: watch_backup_silence(
                "clinic", alerts, vault_names={"home": "vault-1"}, interval_hours=167, tags=TAGS
            )
        )
    assert str(raised.value) == (
        "backups.interval_hours: 167; an alarm looks over 1 to 166 hours. Back up at least once a "
        "week."
    )


@pytest.mark.requirement("B4")
def test_late_objects_are_told_where_they_should_be() -> None:
    """S3 says what is late in the replica's Region, and what failed in the source's."""

    def watch() -> None:
        here = Alerts("here", {"subscriptions": SUBSCRIPTIONS})
        there = Alerts("there", {"subscriptions": SUBSCRIPTIONS, "region": "us-west-2"})
        watch_object_replication(
            "clinic",
            here=here,
            there=there,
            source_bucket="source",
            replica_bucket="replica",
            rule_id="everything",
            rpo_seconds=900,
            tags=TAGS,
            there_region="us-west-2",
        )

    recording = record(watch)
    late = recording.inputs(ALARM, "clinic-replication-late")
    failed = recording.inputs(ALARM, "clinic-replication-failed")
    assert (late["metricName"], late["threshold"], late["region"]) == (
        "ReplicationLatency",
        900,
        "us-west-2",
    )
    assert late["treatMissingData"] == "breaching"
    assert late["alarmActions"][0].endswith("topic/there-topic")
    assert failed["metricName"] == "OperationsFailedReplication"
    assert (failed.get("region"), failed["treatMissingData"]) == (None, "notBreaching")
    assert failed["alarmActions"][0].endswith("topic/here-topic")
    assert late["dimensions"] == failed["dimensions"]


def test_a_replica_behind_its_objective_is_an_alarm() -> None:
    """So is one that says nothing."""
    alarm = only_alarm(
        watched(
            lambda alerts: watch_replica(
                "clinic", alerts, identifier="copy", rpo_seconds=300, tags=TAGS, region="us-west-2"
            )
        )
    )
    assert (alarm["metricName"], alarm["threshold"], alarm["region"]) == (
        "ReplicaLag",
        300,
        "us-west-2",
    )
    assert (alarm["treatMissingData"], alarm["period"]) == ("breaching", 60)


def test_a_certificate_is_told_of_a_month_ahead() -> None:
    """ACM has failed to renew it by then, and a person can."""
    alarm = only_alarm(
        watched(
            lambda alerts: watch_certificate("clinic", alerts, certificate_arn="arn:1", tags=TAGS)
        )
    )
    assert alarm["dimensions"] == {"CertificateArn": "arn:1"}
    assert (alarm["metricName"], alarm["threshold"], alarm["period"]) == ("DaysToExpiry", 30, 86400)
    assert alarm["treatMissingData"] == "breaching"


@pytest.mark.requirement("B3")
def test_work_that_waits_or_is_given_up_is_told() -> None:
    """A queue that nobody uses has no metrics, which is no alarm."""
    recording = watched(
        lambda alerts: watch_queue(
            "clinic",
            alerts,
            queue_name="work",
            dead_letter_queue_name="dead",
            oldest_seconds=600,
            tags=TAGS,
        )
    )
    waiting = recording.inputs(ALARM, "clinic-queue-age")
    given_up = recording.inputs(ALARM, "clinic-queue-dead-letters")
    assert (waiting["dimensions"], waiting["threshold"]) == ({"QueueName": "work"}, 600)
    assert (given_up["dimensions"], given_up["threshold"]) == ({"QueueName": "dead"}, 0)
    assert {waiting["treatMissingData"], given_up["treatMissingData"]} == {"notBreaching"}


def test_errors_and_slow_answers_are_told_by_capability() -> None:
    """As a share of the requests, and as what one in a hundred has to wait."""
    recording = watched(
        lambda alerts: watch_answers(
            "clinic",
            alerts,
            capability="booking",
            load_balancer="app/clinic/1",
            target_group="targetgroup/booking/2",
            tags=TAGS,
        )
    )
    slow = recording.inputs(ALARM, "clinic-booking-slow")
    assert (slow["extendedStatistic"], slow["threshold"]) == ("p99", 2)
    assert "statistic" not in slow
    errors = recording.inputs(ALARM, "clinic-booking-errors")
    assert (errors["threshold"], errors["evaluationPeriods"]) == (5, 1)
    (share, counted, requests) = errors["metricQueries"]
    assert share["expression"] == "IF(requests < 10, 0, 100 * FILL(errors, 0) / requests)"
    assert counted["metric"]["metricName"] == "HTTPCode_Target_5XX_Count"
    assert requests["metric"]["metricName"] == "RequestCount"
    for each in (counted, requests):
        assert each["metric"]["period"] == 60
        assert each["metric"]["dimensions"] == {
            "LoadBalancer": "app/clinic/1",
            "TargetGroup": "targetgroup/booking/2",
        }


def test_without_a_target_group_the_entry_itself_is_watched() -> None:
    """What no target answered is an error of the load balancer's own."""
    recording = watched(
        lambda alerts: watch_answers(
            "clinic", alerts, capability="all", load_balancer="app/clinic/1", tags=TAGS
        )
    )
    (_, counted, _) = recording.inputs(ALARM, "clinic-all-errors")["metricQueries"]
    assert counted["metric"]["metricName"] == "HTTPCode_ELB_5XX_Count"
    assert counted["metric"]["dimensions"] == {"LoadBalancer": "app/clinic/1"}


def service() -> Recording:
    """Record the watch of a service with two entries."""

    def watch(alerts: Alerts) -> None:
        alarms = watch_certificate("one", alerts, certificate_arn="arn:1", tags=TAGS)
        alarms |= watch_replica("two", alerts, identifier="copy", rpo_seconds=1, tags=TAGS)
        watch_service("clinic", alerts, entries=alarms, tags=TAGS, region="us-east-1")

    return watched(watch)


@pytest.mark.requirement("D8")
def test_a_service_is_down_when_no_entry_answers() -> None:
    """One alarm of all entries, said aloud as critical, and named for this stack alone."""
    down = service().inputs("aws:cloudwatch/compositeAlarm:CompositeAlarm")
    assert down["alarmRule"] == (
        'ALARM("one-certificate-0a1b2c3") AND ALARM("two-replica-lag-0a1b2c3")'
    )
    assert down["alarmName"] == "clinic-down-0a1b2c3"
    assert down["alarmDescription"] == "CRITICAL: no entry of the service answers."
    assert (down["region"], down["alarmActions"]) == ("us-east-1", down["okActions"])


def test_maintenance_ends_by_itself() -> None:
    """It suppresses what is said of the whole service, and only while somebody repeats it."""
    recording = service()
    maintenance = recording.inputs(ALARM, "clinic-maintenance")
    assert maintenance["treatMissingData"] == "notBreaching"
    assert (maintenance["namespace"], maintenance["metricName"]) == ("pods", "Maintenance")
    assert (maintenance["dimensions"], maintenance["period"]) == ({"Service": "clinic"}, 3600)
    suppressor = recording.inputs("aws:cloudwatch/compositeAlarm:CompositeAlarm")
    assert suppressor["actionsSuppressor"] == {
        "alarm": "arn:aws:cloudwatch:us-east-1:111111111111:metricAlarm/clinic-maintenance",
        "waitPeriod": 10,
        "extensionPeriod": 60,
    }
