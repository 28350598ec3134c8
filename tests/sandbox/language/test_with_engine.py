import json
import os
import signal
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import psutil
import pytest

if TYPE_CHECKING:
    from tests.sandbox.language.conftest import Toy

T = TypeVar("T")
pytestmark = pytest.mark.engine

PROGRAM = """
import os, sys, pulumi, neighbour
class Part(pulumi.ComponentResource):
    def __init__(self, name):
        super().__init__("toy:index:Part", name)
        self.register_outputs({})
print("said by the program")
Part("one")
pulumi.export("folder", os.getcwd())
pulumi.export("first", sys.path[0])
pulumi.export("neighbour", neighbour.NAME)
sys.exit()
"""
OUR_ERROR = """
from pods.errors import ConfigurationError, Problem
raise ConfigurationError(Problem("zone", "one", "two", "Add one"))
"""
PACK = """
from pulumi_policy import EnforcementLevel, PolicyPack, ResourceValidationPolicy
def judge(args, report):
    if args.resource_type == "toy:index:Part" and args.name != "one":
        report(f"{args.name} is not one")
PolicyPack(name="toy-pack", enforcement_level=EnforcementLevel.MANDATORY, policies=[
    ResourceValidationPolicy(name="TOY-001", description="Parts are one.", validate=judge)])
"""


def test_a_stack_lives_its_whole_life(toy: "Toy") -> None:
    """up, export, about, refresh and destroy work from a plain shell, without a word too many."""
    toy.write(PROGRAM, neighbour="NAME = 'next door'")
    code, output = toy.pulumi("up", "--yes")
    assert (code, "said by the program" in output, "Traceback" in output) == (0, True, False)
    outputs = json.loads(toy.pulumi("stack", "output", "--json")[1])
    program = str(toy.folder / "program")
    assert outputs == {"folder": program, "first": program, "neighbour": "next door"}
    exported = json.loads(toy.pulumi("stack", "export")[1])
    types = {each["type"] for each in exported["deployment"]["resources"]}
    assert types == {"pulumi:pulumi:Stack", "toy:index:Part"}
    assert sys.executable in toy.pulumi("about")[1]
    assert "requirements.txt" in toy.pulumi("install")[1]
    for words in (["refresh", "--yes"], ["up", "--yes", "--expect-no-changes"], ["destroy", "-y"]):
        code, output = toy.pulumi(*words)
        assert (code, "error" in output) == (0, False), output


def test_a_policy_pack_judges_the_program(toy: "Toy") -> None:
    """The pack runs in its own folder; it lets through what is right and refuses what is not."""
    _write_pack(toy)
    toy.write(PROGRAM, neighbour="NAME = 1")
    code, output = toy.pulumi("preview", "--policy-pack", str(toy.pack))
    assert (code, "toy-pack" in output) == (0, True), output
    toy.write(PROGRAM.replace('Part("one")', 'Part("two")'))
    code, output = toy.pulumi("preview", "--policy-pack", str(toy.pack))
    assert code != 0
    assert "two is not one" in output
    assert "Traceback" not in output


def test_a_refused_program_may_still_clean_up(toy: "Toy") -> None:
    """It waits for the engine, which waits for it to end: neither is cut short."""
    mark = toy.folder / "cleaned"
    _write_pack(toy)
    toy.write(
        f"import atexit, pathlib\natexit.register(pathlib.Path({str(mark)!r}).touch)\n"
        + PROGRAM.replace('Part("one")', 'Part("two")'),
        neighbour="NAME = 1",
    )
    code, output = toy.pulumi("preview", "--policy-pack", str(toy.pack))
    assert code != 0
    assert "two is not one" in output
    assert mark.exists()


@pytest.mark.parametrize(
    ("program", "shown", "hidden"),
    [
        (
            "def fall():\n    raise KeyError('lost')\nfall()\n",
            ['/program/__main__.py", line 2, in fall', "KeyError: 'lost'"],
            ["runpy", "pods/sandbox", "asyncio"],
        ),
        ("x = (\n", ['/program/__main__.py", line 1', "SyntaxError"], ["Traceback"]),
        (
            OUR_ERROR,
            ["error: zone: one; two. Add one"],
            ["Traceback", "ConfigurationError"],
        ),
        (
            "import sys\nsys.exit(3)\n",
            ["program exited with non-zero exit code: 3"],
            ["Traceback"],
        ),
    ],
    ids=["exception", "syntax", "our error", "exit"],
)
def test_a_failing_program_shows_its_own_fault(
    toy: "Toy", program: str, shown: list[str], hidden: list[str]
) -> None:
    """File and line of the author's code; only the problems where the error is one of ours."""
    toy.write(program)
    code, output = toy.pulumi("preview")
    assert code != 0
    assert [text for text in shown if text not in output] == []
    assert [text for text in hidden if text in output] == []


def test_another_virtual_environment_is_refused_in_words(toy: "Toy") -> None:
    """The environment that the project asks for, the one there is, and the remedy."""
    (toy.folder / "Pulumi.yaml").write_text(
        "name: toy\nruntime: {name: python, options: {virtualenv: elsewhere}}\nmain: program\n"
    )
    code, output = toy.pulumi("preview")
    assert code != 0
    assert f"the project asks for {toy.folder / 'elsewhere'}" in output
    assert sys.prefix in output


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_an_interrupted_run_ends_quietly(toy: "Toy", number: signal.Signals) -> None:
    """Ctrl-C, or the sudden death of the engine, leaves no traceback and no process."""
    mark = toy.folder / "pid"
    toy.write(
        "import os, pathlib, time\n"
        f"pathlib.Path({str(mark)!r}).write_text(str(os.getpid()))\n"
        "time.sleep(60)\n"
    )
    _write_pack(toy)
    with toy.start("preview", "--policy-pack", str(toy.pack)) as process:
        _wait_until(mark.exists)
        host = psutil.Process(int(_wait_until(mark.read_text)))
        ours = [host, *host.children()]
        assert len(ours) == 2
        os.killpg(process.pid, number)
        output, _ = process.communicate(timeout=30)
    assert process.returncode != 0
    assert "Traceback" not in output
    assert "KeyboardInterrupt" not in output
    _wait_until(lambda: not any(each.is_running() for each in ours))


def _write_pack(toy: "Toy") -> None:
    (toy.pack / "PulumiPolicy.yaml").write_text("runtime: python\nversion: 0.0.1\n")
    (toy.pack / "__main__.py").write_text("import judgement")
    (toy.pack / "judgement.py").write_text(PACK)


def _wait_until(answer: Callable[[], T], seconds: float = 20.0) -> T:
    until = time.monotonic() + seconds
    while not (value := answer()):
        assert time.monotonic() < until, "it did not happen in time"
        time.sleep(0.05)
    return value
