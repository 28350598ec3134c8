from typing import Any
from uuid import uuid4

import pytest

from .conftest import Client, refused

pytestmark = pytest.mark.sandbox


def _database(rds: Any, **changed: Any) -> dict[str, Any]:
    made = rds.create_db_instance(
        **{
            "DBInstanceIdentifier": f"db-{uuid4().hex[:8]}",
            "DBInstanceClass": "db.t4g.micro",
            "Engine": "postgres",
            "AllocatedStorage": 20,
            "MasterUsername": "admin1",
            "MasterUserPassword": "not-a-secret",
            "BackupRetentionPeriod": 35,
            **changed,
        }
    )
    instance: dict[str, Any] = made["DBInstance"]
    return instance


def test_automated_backups_are_replicated_from_another_region(client: Client) -> None:
    """The copy lives in the second Region, and tells which instance it is of."""
    source = _database(client("rds"))
    there = client("rds", "us-west-2")
    arn = source["DBInstanceArn"]
    made = there.start_db_instance_automated_backups_replication(
        SourceDBInstanceArn=arn, BackupRetentionPeriod=14
    )["DBInstanceAutomatedBackup"]
    assert (made["Status"], made["Region"]) == ("replicating", "us-east-1")
    assert made["DBInstanceArn"] == arn
    assert made["BackupRetentionPeriod"] == 14
    own = made["DBInstanceAutomatedBackupsArn"]
    assert own.startswith("arn:aws:rds:us-west-2:123456789012:auto-backup:ab-")
    for asked in (
        {"DBInstanceAutomatedBackupsArn": own},
        {"DBInstanceIdentifier": source["DBInstanceIdentifier"]},
        {"DbiResourceId": source["DbiResourceId"]},
        {"Filters": [{"Name": "status", "Values": ["replicating"]}]},
    ):
        rows = there.describe_db_instance_automated_backups(**asked)["DBInstanceAutomatedBackups"]
        assert made in rows
    code = refused(there.start_db_instance_automated_backups_replication, SourceDBInstanceArn=arn)
    assert code == "InvalidDBInstanceState"
    there.stop_db_instance_automated_backups_replication(SourceDBInstanceArn=arn)
    code = refused(there.describe_db_instance_automated_backups, DBInstanceAutomatedBackupsArn=own)
    assert code == "DBInstanceAutomatedBackupNotFound"


def test_an_instances_own_automated_backups_stay_visible(client: Client) -> None:
    """What moto answers in the first Region is answered beside the recorded."""
    rds = client("rds")
    name = _database(rds)["DBInstanceIdentifier"]
    rows = rds.describe_db_instance_automated_backups(DBInstanceIdentifier=name)
    found = [row["DBInstanceIdentifier"] for row in rows["DBInstanceAutomatedBackups"]]
    assert found == [name]


def test_only_a_backed_up_instance_elsewhere_is_replicated(client: Client) -> None:
    """The source must be in another Region, exist, and have automated backups."""
    rds, there = client("rds"), client("rds", "us-west-2")
    arn = _database(rds)["DBInstanceArn"]
    bare = _database(rds, BackupRetentionPeriod=0)["DBInstanceArn"]
    call = "start_db_instance_automated_backups_replication"
    assert refused(getattr(rds, call), SourceDBInstanceArn=arn) == "InvalidParameterValue"
    assert refused(getattr(there, call), SourceDBInstanceArn=bare) == "InvalidDBInstanceState"
    assert refused(getattr(there, call), SourceDBInstanceArn=arn + "0") == "DBInstanceNotFound"


def _group(client: Client) -> str:
    ec2, scaling = client("ec2"), client("autoscaling")
    name = f"group-{uuid4().hex[:8]}"
    image = ec2.describe_images(Owners=["amazon"])["Images"][0]["ImageId"]
    data = {"ImageId": image, "InstanceType": "t3.micro"}
    ec2.create_launch_template(LaunchTemplateName=name, LaunchTemplateData=data)
    scaling.create_auto_scaling_group(
        AutoScalingGroupName=name,
        LaunchTemplate={"LaunchTemplateName": name},
        MinSize=0,
        MaxSize=1,
        AvailabilityZones=["us-east-1a"],
    )
    return name


def test_an_instance_refresh_is_recorded_and_says_so(client: Client) -> None:
    """It is successful at once, and its reason tells that nothing was replaced."""
    scaling = client("autoscaling")
    group = _group(client)
    made = scaling.start_instance_refresh(
        AutoScalingGroupName=group, Preferences={"MinHealthyPercentage": 90}
    )
    rows = scaling.describe_instance_refreshes(AutoScalingGroupName=group)["InstanceRefreshes"]
    assert [row["InstanceRefreshId"] for row in rows] == [made["InstanceRefreshId"]]
    assert rows[0]["Status"] == "Successful"
    assert rows[0]["StatusReason"] == "Recorded by the sandbox: no instance was replaced"
    assert rows[0]["Preferences"]["MinHealthyPercentage"] == 90
    code = refused(scaling.cancel_instance_refresh, AutoScalingGroupName=group)
    assert code == "ActiveInstanceRefreshNotFound"
    code = refused(scaling.start_instance_refresh, AutoScalingGroupName="none")
    assert code == "ValidationError"


def test_notifications_of_a_group_are_a_row_each(client: Client) -> None:
    """Each type of notification is its own row, and all go together."""
    scaling = client("autoscaling")
    group = _group(client)
    topic = "arn:aws:sns:us-east-1:123456789012:alerts"
    types = ["autoscaling:EC2_INSTANCE_LAUNCH", "autoscaling:EC2_INSTANCE_TERMINATE"]
    scaling.put_notification_configuration(
        AutoScalingGroupName=group, TopicARN=topic, NotificationTypes=types
    )

    def rows() -> list[str]:
        found = scaling.describe_notification_configurations(AutoScalingGroupNames=[group])
        return [row["NotificationType"] for row in found["NotificationConfigurations"]]

    assert rows() == types
    scaling.delete_notification_configuration(AutoScalingGroupName=group, TopicARN=topic)
    assert rows() == []


def test_composite_alarms_stand_beside_metric_alarms(client: Client) -> None:
    """They are shown where they are asked for, and only there."""
    cloudwatch = client("cloudwatch")
    mark = uuid4().hex[:8]
    metric, composite = f"metric-{mark}", f"composite-{mark}"
    cloudwatch.put_metric_alarm(
        AlarmName=metric,
        MetricName="CPUUtilization",
        Namespace="AWS/EC2",
        Statistic="Average",
        Period=60,
        EvaluationPeriods=1,
        Threshold=90.0,
        ComparisonOperator="GreaterThanThreshold",
    )
    topic = "arn:aws:sns:us-east-1:123456789012:alerts"
    given = {"AlarmName": composite, "AlarmRule": f"ALARM({metric})", "AlarmActions": [topic]}
    cloudwatch.put_composite_alarm(**given, Tags=[{"Key": "a", "Value": "1"}])

    def names(**asked: Any) -> tuple[list[str], list[str]]:
        answer = cloudwatch.describe_alarms(AlarmNames=[metric, composite], **asked)
        kinds = (answer.get("MetricAlarms", []), answer.get("CompositeAlarms", []))
        return tuple([row["AlarmName"] for row in rows] for rows in kinds)  # type: ignore[return-value]

    assert names() == ([metric], [])
    assert names(AlarmTypes=["CompositeAlarm"]) == ([], [composite])
    assert names(AlarmTypes=["MetricAlarm", "CompositeAlarm"]) == ([metric], [composite])
    found = cloudwatch.describe_alarms(AlarmNames=[composite], AlarmTypes=["CompositeAlarm"])
    row = found["CompositeAlarms"][0]
    assert {key: row[key] for key in given} == given
    assert (row["StateValue"], row["ActionsEnabled"]) == ("INSUFFICIENT_DATA", True)

    cloudwatch.set_alarm_state(AlarmName=composite, StateValue="ALARM", StateReason="drill")
    cloudwatch.put_composite_alarm(**given, AlarmDescription="changed")
    cloudwatch.disable_alarm_actions(AlarmNames=[metric, composite])
    found = cloudwatch.describe_alarms(StateValue="ALARM", AlarmTypes=["CompositeAlarm"])
    rows = [row for row in found["CompositeAlarms"] if row["AlarmName"] == composite]
    assert [(row["AlarmDescription"], row["StateReason"]) for row in rows] == [("changed", "drill")]
    assert rows[0]["ActionsEnabled"] is False
    both = cloudwatch.list_tags_for_resource(ResourceARN=rows[0]["AlarmArn"])["Tags"]
    assert both == [{"Key": "a", "Value": "1"}]
    cloudwatch.delete_alarms(AlarmNames=[metric, composite])
    assert names(AlarmTypes=["MetricAlarm", "CompositeAlarm"]) == ([], [])


def test_zonal_autoshift_is_configured_with_practice_runs(client: Client) -> None:
    """The configuration is read back with the resource it is of."""
    arc = client("arc-zonal-shift")
    balancer = (
        "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/"
        f"front/{uuid4().hex[:16]}"
    )
    alarm = {"type": "CLOUDWATCH", "alarmIdentifier": "arn:aws:cloudwatch:us-east-1:1:alarm:a"}
    made = arc.create_practice_run_configuration(
        resourceIdentifier=balancer, outcomeAlarms=[alarm], blockedDates=["2030-12-24"]
    )
    assert made["zonalAutoshiftStatus"] == "DISABLED"
    arc.update_zonal_autoshift_configuration(
        resourceIdentifier=balancer, zonalAutoshiftStatus="ENABLED"
    )
    read = arc.get_managed_resource(resourceIdentifier=balancer)
    assert read["zonalAutoshiftStatus"] == "ENABLED"
    assert read["practiceRunConfiguration"] == {
        "outcomeAlarms": [alarm],
        "blockedDates": ["2030-12-24"],
    }
    arc.delete_practice_run_configuration(resourceIdentifier=balancer)
    code = refused(arc.get_managed_resource, resourceIdentifier=balancer)
    assert code == "ResourceNotFoundException"


def test_a_zonal_shift_lasts_as_long_as_asked(client: Client) -> None:
    """It is active until it is cancelled, and then still shown."""
    arc = client("arc-zonal-shift")
    made = arc.start_zonal_shift(
        resourceIdentifier="balancer", awayFrom="use1-az1", expiresIn="3h", comment="drill"
    )
    assert (made["expiryTime"] - made["startTime"]).total_seconds() == 3 * 3600
    arc.cancel_zonal_shift(zonalShiftId=made["zonalShiftId"])
    rows = arc.list_zonal_shifts(resourceIdentifier="balancer", status="CANCELED")["items"]
    assert [row["zonalShiftId"] for row in rows] == [made["zonalShiftId"]]
