"""What a POD of containers is made of."""

import pytest

from pods.errors import TopologyError
from pods.topology import (
    PodCapacity,
    container_capacity,
    plan_container_capacity,
    plan_container_pod,
)


def refused(**changes: object) -> list[str]:
    """Return the messages that a POD with these settings is refused with."""
    settings = {"role": "primary", "availability_zone": "us-east-1a", **changes}
    with pytest.raises(TopologyError) as raised:
        plan_container_pod(**settings)  # type: ignore[arg-type]
    return str(raised.value).splitlines()


def test_the_default_is_half_a_processor_and_cannot_be_written_to() -> None:
    """A gigabyte, x86, and nothing but /tmp to write to."""
    plan = plan_container_pod(role="secondary", availability_zone="us-east-1b")
    assert (plan.cpu_units, plan.memory_mib, plan.architecture) == (512, 1024, "X86_64")
    assert (plan.is_read_only, plan.writable_paths) == (True, ("/tmp",))  # noqa: S108
    assert (plan.app_port, plan.grace_seconds, plan.log_retention_days) == (8080, 120, 365)


def test_a_shell_needs_a_file_system_that_can_be_written_to() -> None:
    """The agent behind ECS Exec writes to it."""
    plan = plan_container_pod(
        role="primary", availability_zone="us-east-1a", execute_command=True, architecture="arm64"
    )
    assert (plan.is_read_only, plan.architecture) == (False, "ARM64")


@pytest.mark.parametrize(
    ("cpu_units", "memory_mib"),
    [
        *((256, 512), (256, 2048), (512, 4096), (1024, 2048), (2048, 16_384)),
        *((4096, 30_720), (8192, 16_384), (8192, 61_440), (16_384, 122_880)),
    ],
)
def test_fargate_has_these_sizes(cpu_units: int, memory_mib: int) -> None:
    """The ends of each row of AWS's table."""
    plan = plan_container_pod(
        role="primary",
        availability_zone="us-east-1a",
        cpu_units=cpu_units,
        memory_mib=memory_mib,
    )
    assert (plan.cpu_units, plan.memory_mib) == (cpu_units, memory_mib)


@pytest.mark.parametrize(
    ("cpu_units", "memory_mib", "message"),
    [
        (
            300,
            1024,
            (
                "cpu_units: 300; Fargate has tasks of 256, 512, 1024, 2048, 4096, 8192, 16384. "
                "Use 256; 1024 are one processor."
            ),
        ),
        (
            256,
            4096,
            (
                "memory_mib: 4096 with 256 CPU units; Fargate has 512 to 2048 for these. "
                "Use 2048, or other cpu_units."
            ),
        ),
        (
            8192,
            17_408,
            (
                "memory_mib: 17408 with 8192 CPU units; Fargate has 16384 to 61440 in steps of "
                "4096 for these. Use 16384, or other cpu_units."
            ),
        ),
    ],
)
def test_fargate_has_no_other_size(cpu_units: int, memory_mib: int, message: str) -> None:
    """The nearest one that exists is named."""
    assert refused(cpu_units=cpu_units, memory_mib=memory_mib) == [message]


@pytest.mark.parametrize("image", ["a:latest", "registry.example:5000/clinic"])
def test_an_image_that_changes_by_itself_is_refused(image: str) -> None:
    """A tag that moves, and none at all, which is the same one."""
    assert refused(image=image) == [
        (
            f"image: {image!r}; a digest, or a tag that never changes, is required: a task that "
            "starts later would run another program. Name the release, such as clinic:1.4.2."
        )
    ]


@pytest.mark.parametrize("image", ["clinic:1.4.2", "clinic@sha256:0a1b", None, object()])
def test_an_image_that_stays_or_is_not_known_is_planned(image: object) -> None:
    """A release, a digest, and what another resource says later."""
    plan = plan_container_pod(role="primary", availability_zone="us-east-1a", image=image)
    assert plan == plan_container_pod(role="primary", availability_zone="us-east-1a")


def test_everything_that_is_wrong_is_said_at_once() -> None:
    """Role, zone, processor, storage, port, times, percentage and folders."""
    assert refused(
        role="third",
        availability_zone="us-east-1",
        architecture="arm",
        platform_version="1.3.0",
        ephemeral_gb=10,
        app_port=0,
        grace_seconds=-1,
        cpu_percent=101,
        log_retention_days=100,
        writable_paths=["tmp", "/tmp/", "/var", "/var"],  # noqa: S108
    ) == [
        "role: 'third'; primary or secondary is required. Use one of these.",
        (
            "availability_zones: 'us-east-1' is not the name of an Availability Zone; a Region and "
            "a letter from a to f are required. Write it like us-east-1a."
        ),
        (
            "architecture: 'arm'; arm64 or x86_64 is required. Use the processor that the image "
            "was built for."
        ),
        (
            "platform_version: '1.3.0'; LATEST, or a version from 1.4.0 on, is required. "
            "Leave it out: AWS keeps LATEST patched."
        ),
        (
            "ephemeral_gb: 10; a task has 20 to 200 GB. Keep what must outlive a task in the "
            "bucket or the database."
        ),
        "app_port: 0; 1 to 65535 are ports. Use 8080.",
        (
            "grace_seconds: -1; 0 to 7200 seconds are allowed. Set it to the time your application "
            "needs to start."
        ),
        "cpu_percent: 101; above 0 and up to 100 percent of the processors is required. Use 55.",
        (
            "log_retention_days: 100; CloudWatch keeps logs for a few fixed numbers of days only. "
            "Use 120."
        ),
        (
            "writable_paths: 'tmp'; a folder below the root is required, without a slash at its "
            "end. Write it like /tmp."
        ),
        (
            "writable_paths: '/tmp/'; a folder below the root is required, without a slash at its "
            "end. Write it like /tmp."
        ),
        "writable_paths: the same folder twice; each is named once. Remove one.",
    ]


def test_logs_cannot_be_kept_longer_than_for_ten_years() -> None:
    """The longest time is named where none is long enough."""
    (message,) = refused(log_retention_days=9999)
    assert message.endswith("Use 3653.")


@pytest.mark.requirement("A10")
def test_capacity_that_does_not_run_is_refused() -> None:
    """Fargate has neither stopped tasks nor reservations: the number that runs is named."""
    with pytest.raises(TopologyError) as raised:
        plan_container_capacity(running=1, maximum=1, warm=2, reserved=4)
    assert str(raised.value).splitlines() == [
        (
            "warm: 2; Fargate keeps no stopped tasks: only what runs is sure of its capacity. "
            "Leave it out, and set running to 4."
        ),
        (
            "reserved: 4; Fargate reserves no capacity: only what runs is sure of its capacity. "
            "Leave it out, and set running to 4."
        ),
    ]


def test_impossible_figures_are_refused_with_it() -> None:
    """A POD of containers is held to the same as one of instances."""
    with pytest.raises(TopologyError) as raised:
        plan_container_capacity(running=3, maximum=2, warm=-1, reserved=1)
    assert [problem.subject for problem in raised.value.problems] == ["maximum", "warm", "reserved"]


@pytest.mark.requirement("A10")
def test_what_instances_keep_ready_runs_in_containers() -> None:
    """Half of it warm, or all of it reserved: on Fargate the full load runs at all times."""
    assert container_capacity(PodCapacity(1, 2, 1, 2)) == PodCapacity(2, 2, 0, 0)
    assert container_capacity(PodCapacity(1, 4, 0, 3)) == PodCapacity(3, 4, 0, 0)
    assert container_capacity(PodCapacity(2, 2, 0, 0)) == PodCapacity(2, 2, 0, 0)
    assert plan_container_capacity(running=2, maximum=4) == PodCapacity(2, 4, 0, 0)
