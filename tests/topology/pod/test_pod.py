"""What an instance is made of."""

import pytest

from pods.errors import TopologyError
from pods.topology import architecture_of, plan_pod


@pytest.mark.parametrize(
    ("instance_type", "architecture"),
    [
        ("m7i.large", "x86_64"),
        ("m7g.large", "arm64"),
        ("c7gn.xlarge", "arm64"),
        ("g5.xlarge", "x86_64"),
        ("g5g.xlarge", "arm64"),
        ("m7gd.large", "arm64"),
        ("t4g.small", "arm64"),
        ("r8g.large", "arm64"),
        ("x2gd.large", "arm64"),
        ("im4gn.large", "arm64"),
        ("is4gen.large", "arm64"),
        ("a1.large", "arm64"),
        ("c7g.xlarge", "arm64"),
        ("m7i-flex.large", "x86_64"),
        ("u-6tb1.56xlarge", "x86_64"),
        ("t3.micro", "x86_64"),
    ],
)
def test_the_image_fits_the_processor(instance_type: str, architecture: str) -> None:
    """Amazon Linux is taken for the type's own architecture, by a name that stays the same."""
    image = plan_pod(role="primary", instance_type=instance_type).image_id
    parameters = "resolve:ssm:/aws/service/ami-amazon-linux-latest/"
    assert image == f"{parameters}al2023-ami-kernel-default-{architecture}"
    assert architecture_of(instance_type) == architecture


def test_what_is_no_instance_type_has_no_processor() -> None:
    """A family alone is refused, not taken for x86."""
    with pytest.raises(TopologyError, match=r"Write it like m7i[.]large"):
        architecture_of("c7g")


def test_an_image_of_the_product_is_kept() -> None:
    """A given image is used as it is."""
    assert plan_pod(role="secondary", image_id="ami-12345678").image_id == "ami-12345678"


def test_every_problem_is_reported() -> None:
    """Role, type, volumes and grace are told together."""
    with pytest.raises(TopologyError) as raised:
        plan_pod(role="third", instance_type="large", root_gb=4, grace_seconds=9000, cpu_percent=0)
    assert [problem.subject for problem in raised.value.problems] == [
        "role",
        "pod.instance_type",
        "pod volumes",
        "pod.grace_seconds",
        "pod.cpu_percent",
    ]
