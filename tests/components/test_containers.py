"""A POD of containers."""

import json
from typing import Any

import pulumi
import pytest

from pods.components import ContainerPod
from pods.errors import TopologyError
from tests.components.recording import Recording, record

SERVICE = "aws:ecs/service:Service"
TASK = "aws:ecs/taskDefinition:TaskDefinition"
ROLE = "aws:iam/role:Role"
POLICY = "aws:iam/rolePolicy:RolePolicy"
IMAGE = "111111111111.dkr.ecr.us-east-1.amazonaws.com/clinic/app:release-1"
GROUP = "arn:aws:elasticloadbalancing:us-east-1:111111111111:targetgroup/{}"
LOGS = "arn:aws:cloudwatch:us-east-1:111111111111:logGroup/pod-app"


def pod(**changes: Any) -> Recording:
    """Record a POD of containers with some args changed."""
    args: Any = {
        "role": "primary",
        "availability_zone": "us-east-1a",
        "subnet_id": "subnet-a",
        "security_group_ids": ["sg-1"],
        "target_group_arns": [GROUP.format("a"), GROUP.format("b")],
        "image": IMAGE,
        "running": 2,
        "maximum": 2,
        **changes,
    }
    return record(lambda: ContainerPod("pod", args))


@pytest.fixture(scope="module")
def recording() -> Recording:
    """Return a POD that is as large as it may be."""
    return pod()


def container(found: Recording) -> dict[str, Any]:
    """Return the definition of the only container."""
    (definition,) = json.loads(found.inputs(TASK)["containerDefinitions"])
    return dict(definition)


def statements(found: Recording, name: str) -> list[dict[str, Any]]:
    """Return the statements of a role's policy."""
    return list(json.loads(found.inputs(POLICY, name)["policy"])["Statement"])


def test_it_is_made_of_these(recording: Recording) -> None:
    """A cluster, a service and its task, two roles, and a log group: nothing that grows."""
    assert sorted((each.type.split(":")[1], each.name) for each in recording.resources) == [
        ("cloudwatch/logGroup", "pod-app"),
        ("ecs/cluster", "pod-cluster"),
        ("ecs/service", "pod-service"),
        ("ecs/taskDefinition", "pod-app"),
        ("iam/role", "pod-starting"),
        ("iam/role", "pod-task"),
        ("iam/rolePolicy", "pod-starting"),
        ("index", "pod"),
    ]
    children = [each for each in recording.resources if each.name != "pod"]
    assert {each.parent for each in children} == {"pod"}


@pytest.mark.requirement("A5", "A8")
def test_its_tasks_run_in_one_zone_and_are_not_reached_from_the_internet(
    recording: Recording,
) -> None:
    """One private subnet, no public address, nothing for ECS to balance."""
    service = recording.inputs(SERVICE)
    assert service["networkConfiguration"] == {
        "subnets": ["subnet-a"],
        "securityGroups": ["sg-1"],
        "assignPublicIp": False,
    }
    assert service["availabilityZoneRebalancing"] == "DISABLED"
    assert (service["launchType"], service["platformVersion"]) == ("FARGATE", "LATEST")


@pytest.mark.requirement("A7", "D6")
def test_what_fails_is_replaced_and_a_bad_deployment_is_turned_back(recording: Recording) -> None:
    """The load balancers judge; new tasks come first; the revision before stays startable."""
    service = recording.inputs(SERVICE)
    assert service["healthCheckGracePeriodSeconds"] == 120
    assert service["deploymentCircuitBreaker"] == {"enable": True, "rollback": True}
    percent = (service["deploymentMinimumHealthyPercent"], service["deploymentMaximumPercent"])
    assert percent == (100, 200)
    assert service["waitForSteadyState"] is True
    assert "alarms" not in service
    assert recording.inputs(TASK)["skipDestroy"] is True


def test_alarms_turn_a_deployment_back_too() -> None:
    """Those that the product names."""
    service = pod(deployment_alarm_names=["errors"]).inputs(SERVICE)
    assert service["alarms"] == {"alarmNames": ["errors"], "enable": True, "rollback": True}


def test_every_task_serves_every_target_group(recording: Recording) -> None:
    """As an instance of a POD does."""
    targets = recording.inputs(SERVICE)["loadBalancers"]
    assert [each["targetGroupArn"] for each in targets] == [GROUP.format("a"), GROUP.format("b")]
    assert {(each["containerName"], each["containerPort"]) for each in targets} == {("app", 8080)}


@pytest.mark.requirement("B10")
def test_a_container_writes_to_nothing_but_the_folders_it_was_given(recording: Recording) -> None:
    """The root file system is read-only; /tmp is storage of the task's own."""
    found = container(recording)
    assert found["readonlyRootFilesystem"] is True
    path = "/tmp"  # noqa: S108 - in the container, not here
    assert found["mountPoints"] == [{"sourceVolume": "writable-0", "containerPath": path}]
    assert recording.inputs(TASK)["volumes"] == [{"name": "writable-0"}]


def test_logs_do_not_stop_the_application(recording: Recording) -> None:
    """Where CloudWatch cannot be reached they are dropped, not waited for."""
    options = container(recording)["logConfiguration"]["options"]
    assert options == {
        "awslogs-group": "pod-app-0a1b2c3",
        "awslogs-region": "us-east-1",
        "awslogs-stream-prefix": "primary",
        "mode": "non-blocking",
        "max-buffer-size": "25m",
    }
    group = recording.inputs("aws:cloudwatch/logGroup:LogGroup")
    assert (group["retentionInDays"], group["deletionProtectionEnabled"]) == (365, True)


def test_a_task_is_as_large_as_asked() -> None:
    """Size, processor, storage; what is not asked for is left out."""
    task = pod(cpu_units=1024, memory_mib=2048, architecture="arm64", ephemeral_gb=40).inputs(TASK)
    assert (task["cpu"], task["memory"]) == ("1024", "2048")
    assert task["runtimePlatform"] == {
        "cpuArchitecture": "ARM64",
        "operatingSystemFamily": "LINUX",
    }
    assert task["ephemeralStorage"] == {"sizeInGib": 40}
    assert pod(platform_version="1.4.0").inputs(SERVICE)["platformVersion"] == "1.4.0"
    assert (task["networkMode"], task["requiresCompatibilities"]) == ("awsvpc", ["FARGATE"])
    assert task["family"] == "pods-test-pod"
    assert "ephemeralStorage" not in pod().inputs(TASK)


def test_what_the_container_is_told() -> None:
    """Command, user and variables, the latter in one order whatever the program's."""
    given = {"b": "2", "a": pulumi.Output.from_input("1")}
    found = container(pod(command=["serve"], user="1000:1000", environment=given))
    assert (found["command"], found["user"]) == (["serve"], "1000:1000")
    assert found["environment"] == [{"name": "a", "value": "1"}, {"name": "b", "value": "2"}]
    assert {"command", "user", "environment"}.isdisjoint(container(pod()))


@pytest.mark.requirement("B10")
def test_who_starts_a_task_is_not_who_runs_in_it() -> None:
    """One role fetches this image and writes these logs; the application's reads its own data."""
    key = "arn:aws:kms:us-east-1:111111111111:key/1"
    found = pod(secret_arn="arn:secret", secret_key_arn=key, bucket_arn="arn:bucket")
    task = found.inputs(TASK)
    assert task["executionRoleArn"].endswith("role/pod-starting")
    assert task["taskRoleArn"].endswith("role/pod-task")
    assert statements(found, "pod-starting") == [
        {
            "Effect": "Allow",
            "Action": ["logs:CreateLogStream", "logs:PutLogEvents"],
            "Resource": [f"{LOGS}:*"],
        },
        {"Effect": "Allow", "Action": ["ecr:GetAuthorizationToken"], "Resource": ["*"]},
        {
            "Effect": "Allow",
            "Action": [
                "ecr:BatchCheckLayerAvailability",
                "ecr:BatchGetImage",
                "ecr:GetDownloadUrlForLayer",
            ],
            "Resource": ["arn:aws:ecr:us-east-1:111111111111:repository/clinic/app"],
        },
    ]
    resources = [each["Resource"] for each in statements(found, "pod-task")]
    assert resources == [["arn:secret"], [key], ["arn:bucket"], ["arn:bucket/*"]]
    trust = json.loads(found.inputs(ROLE, "pod-task")["assumeRolePolicy"])
    assert trust["Statement"][0]["Principal"] == {"Service": "ecs-tasks.amazonaws.com"}


@pytest.mark.parametrize(
    ("image", "repository"),
    [
        ("public.ecr.aws/nginx/nginx:1", None),
        (
            "222222222222.dkr.ecr.cn-north-1.amazonaws.com.cn/app@sha256:0",
            "arn:aws-cn:ecr:cn-north-1:222222222222:repository/app",
        ),
        (
            "222222222222.dkr.ecr.us-gov-west-1.amazonaws.com/app:1",
            "arn:aws-us-gov:ecr:us-gov-west-1:222222222222:repository/app",
        ),
    ],
)
def test_only_a_private_image_needs_permission(image: str, repository: str | None) -> None:
    """It is for its own repository, in whatever account and partition that is."""
    found = [each["Resource"] for each in statements(pod(image=image), "pod-starting")]
    assert found == [[f"{LOGS}:*"], *([["*"], [repository]] if repository else [])]


def test_a_shell_is_off_unless_asked_for() -> None:
    """With it come the permissions of its agent, and a file system that it can write to."""
    assert pod().inputs(SERVICE)["enableExecuteCommand"] is False
    opened = pod(execute_command=True)
    assert opened.inputs(SERVICE)["enableExecuteCommand"] is True
    assert container(opened)["readonlyRootFilesystem"] is False
    (only,) = statements(opened, "pod-task")
    assert only["Action"][0] == "ssmmessages:CreateControlChannel"


def test_further_access_and_a_boundary() -> None:
    """Documents join the application's policy; the boundary is over both roles."""
    extra = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sqs:Send"}]}
    found = pod(access=[json.dumps(extra)], permissions_boundary_arn="arn:boundary")
    assert statements(found, "pod-task") == extra["Statement"]
    roles = found.all_of(ROLE).values()
    assert [each.inputs["permissionsBoundary"] for each in roles] == ["arn:boundary"] * 2


def test_a_pod_that_may_grow_does_so_by_itself() -> None:
    """Between what runs and its maximum, by processor use."""
    found = pod(running=2, maximum=6, cpu_percent=50)
    target = found.inputs("aws:appautoscaling/target:Target")
    assert (target["minCapacity"], target["maxCapacity"]) == (2, 6)
    assert target["resourceId"] == "service/pod-cluster-0a1b2c3/pod-service-0a1b2c3"
    policy = found.inputs("aws:appautoscaling/policy:Policy")
    assert policy["resourceId"] == target["resourceId"]
    tracking = policy["targetTrackingScalingPolicyConfiguration"]
    assert tracking["targetValue"] == 50
    metric = tracking["predefinedMetricSpecification"]["predefinedMetricType"]
    assert metric == "ECSServiceAverageCPUUtilization"


@pytest.mark.requirement("A10")
def test_what_runs_is_what_was_promised(recording: Recording) -> None:
    """Tasks, from the first deployment on."""
    assert recording.inputs(SERVICE)["desiredCount"] == 2
    settings = recording.inputs("aws:ecs/cluster:Cluster")["settings"]
    assert settings == [{"name": "containerInsights", "value": "enabled"}]


def test_everything_is_tagged(recording: Recording) -> None:
    """Its tasks take the service's tags."""
    tags = {"Name": "pod", "pods:role": "primary"}
    tagged = [each for each in recording.resources if "tags" in each.inputs]
    assert len(tagged) == 6
    assert all(each.inputs["tags"] == tags for each in tagged)
    service = recording.inputs(SERVICE)
    assert (service["propagateTags"], service["enableEcsManagedTags"]) == ("SERVICE", True)


def test_what_cannot_stand_is_refused_before_anything_is_made() -> None:
    """With the component's name."""
    with pytest.raises(TopologyError) as raised:
        pod(reserved=2, running=1)
    assert str(raised.value) == (
        "pod: reserved: 2; Fargate reserves no capacity: only what runs is sure of its capacity. "
        "Leave it out, and set running to 2."
    )
    with pytest.raises(TopologyError, match=r"pod: memory_mib: 512 with 512 CPU units"):
        pod(memory_mib=512)
