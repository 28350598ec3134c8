"""What an instance of the reference product does as it starts."""

import ast
import contextlib
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
import yaml

from pods.topology import SWITCHES
from stacks.reference import application
from stacks.reference.instance_start import LARGEST_USER_DATA, modes_of, user_data

REFERENCE = Path(application.__file__).parent
PLAN = yaml.safe_load((REFERENCE / "plan.yaml").read_text(encoding="utf-8"))


@pytest.mark.requirement("B3")
def test_the_application_knows_every_mode_of_its_plan() -> None:
    """Triggers, rollback criteria and what is kept come from the plan, by kind."""
    modes = modes_of(PLAN)
    assert set(modes) <= set(application.MODES) == set(SWITCHES)
    assert modes["read_only"] == {
        "trigger": "Writes to the database fail for 2 min",
        "rollback": "Writes succeed for 10 min",
        "keeps": "Appointments and records can be read; urgent ones are taken by telephone",
    }


def test_it_fits_into_user_data() -> None:
    """With everything that a plan says, and room to spare; the shell and systemd can read it."""
    text = user_data(
        switches_path="/applications/abcdefg/environments/abcdefg/configurations/abcdefg",
        queue_url="https://sqs.us-east-1.amazonaws.com/111111111111/charges-deferred-0a1b2c3",
        modes=modes_of(PLAN),
    )
    assert len(text.encode()) < LARGEST_USER_DATA - 1024
    subprocess.run(["bash", "-n"], input=text, text=True, check=True)
    assert (REFERENCE / "application.py").read_text(encoding="utf-8") in text
    assert "\nPORT=8080\n" in text
    assert "\nEnvironmentFile=-/etc/pods/environment\n" in text


def test_it_starts_as_the_instance_starts_it(tmp_path: Path) -> None:
    """A process of its own, with the settings of the user data, answers its health path."""
    (tmp_path / "modes.json").write_text("{}", encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {"SWITCHES": "/dev/null", "MODES": str(tmp_path / "modes.json"), "PORT": str(port)}
    command = [sys.executable, str(REFERENCE / "application.py")]
    with subprocess.Popen(command, env=settings, stderr=subprocess.DEVNULL) as process:
        try:
            for _ in range(200):
                with contextlib.suppress(OSError):
                    url = f"http://127.0.0.1:{port}/health"
                    with urllib.request.urlopen(url, timeout=5) as answer:
                        assert (answer.status, answer.read()) == (200, b"{}")
                        break
                time.sleep(0.02)
            else:
                pytest.fail("it did not answer")
        finally:
            process.terminate()


def test_without_switches_there_is_no_agent() -> None:
    """A product that switches nothing installs nothing."""
    assert "appconfig-agent" not in user_data()
    assert "SWITCHES=/dev/null\n" in user_data()


def test_it_runs_on_the_python_of_the_image() -> None:
    """Amazon Linux 2023 comes with Python 3.9."""
    source = (REFERENCE / "application.py").read_text(encoding="utf-8")
    tree = ast.parse(source, feature_version=(3, 9))
    assert any(getattr(node, "module", "") == "__future__" for node in tree.body)
    assert len(source.splitlines()) <= 250
