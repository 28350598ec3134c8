"""Canaries: from where a service is looked at, how often, and what counts as an answer."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pods.errors import Problem, TopologyError
from pods.topology.monitoring.alerts import AlarmTiming
from pods.topology.regions.partitions import unknown_region_problems

__all__ = ["PROBE_REGIONS", "ProbesPlan", "plan_probes"]

PROBE_REGIONS = ("us-west-2", "eu-west-1", "us-east-1")
"""Regions that probe where a product chooses none: the first two that are not its own."""

_FEWEST_PLACES = 2
# A canary needs 15 s to start in; it must have ended when its next run is due.
# https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Synthetics_Library_nodejs_puppeteer.html
_SHORTEST_RUN_SECONDS = 15
_MINUTE = 60
_LONGEST_INTERVAL_SECONDS = 60 * _MINUTE
_LONGEST_RUN_SECONDS = 14 * _MINUTE
_RUNTIME = re.compile(r"syn-nodejs-puppeteer-\d+\.\d+")
# With Region, role and Pulumi's digits a bucket's name has 63 characters at most.
_LONGEST_NAME = 32
_NAME = re.compile(rf"[a-z0-9][a-z0-9-]{{0,{_LONGEST_NAME - 1}}}")
_URL = re.compile(r"https?://[^/\s]")
_PATH = re.compile(r"/[^\s#]*")


@dataclass(frozen=True, slots=True)
class ProbesPlan:
    """What every canary does, and where they are."""

    regions: tuple[str, ...]
    schedule: str
    timeout_seconds: int
    """Longest run: what has not answered by then is down."""
    timing: AlarmTiming
    """The alarm of each place looks once a run."""
    tolerated: int
    """Places that may see the service down before it is: one may have trouble of its own."""
    health_path: str
    expected_text: str
    runtime_version: str


def plan_probes(
    *,
    name: str = "probes",
    home_region: str | None = None,
    regions: Sequence[str] | None = None,
    interval_seconds: float = 60,
    timeout_seconds: float = 30,
    url: object = None,
    health_path: str = "/health",
    expected_text: str = "",
    runtime_version: str = "syn-nodejs-puppeteer-15.0",
) -> ProbesPlan:
    """Plan canaries in Regions other than the service's own.

    A `url` that is not known yet is not judged. Raises `TopologyError` with every problem found.
    """
    interval, timeout = int(interval_seconds), int(timeout_seconds)
    elsewhere = [each for each in PROBE_REGIONS if each != home_region][:_FEWEST_PLACES]
    places = tuple(elsewhere if regions is None else regions)
    TopologyError.refuse(
        [
            *_place_problems(places, home_region),
            *_time_problems(interval, timeout),
            *_url_problems(url),
            *_form_problems(name, health_path, runtime_version),
        ]
    )
    minutes = interval // _MINUTE
    return ProbesPlan(
        regions=places,
        schedule=f"rate({minutes} minute{'s' if minutes > 1 else ''})",
        timeout_seconds=timeout,
        timing=AlarmTiming(interval, 1),
        tolerated=1,
        health_path=health_path,
        expected_text=expected_text,
        runtime_version=runtime_version,
    )


def _place_problems(regions: Sequence[str], home_region: str | None) -> list[Problem]:
    problems = [problem for each in regions for problem in unknown_region_problems("regions", each)]
    twice = sorted({each for each in regions if list(regions).count(each) > 1})
    if twice:
        problems.append(
            Problem(
                "regions",
                f"{', '.join(twice)} more than once in {list(regions)!r}",
                "each Region has one canary",
                "Name it once, or another Region in its place.",
            )
        )
    elif len(regions) < _FEWEST_PLACES:
        problems.append(
            Problem(
                "regions",
                f"{list(regions)!r}",
                f"at least {_FEWEST_PLACES} different Regions are required: what one place sees "
                "may be its own trouble",
                "Name two or three that are far from each other.",
            )
        )
    if home_region in regions:
        problems.append(
            Problem(
                "regions",
                f"{home_region} is the Region of the service",
                "whoever watches must not be lost with what is watched",
                "Name another Region in its place.",
            )
        )
    return problems


def _time_problems(interval: int, timeout: int) -> list[Problem]:
    problems = []
    if interval % _MINUTE or not _MINUTE <= interval <= _LONGEST_INTERVAL_SECONDS:
        problems.append(
            Problem(
                "interval_seconds",
                f"{interval}",
                f"canaries run every 1 to {_LONGEST_INTERVAL_SECONDS // _MINUTE} whole minutes",
                "Use 60, or 300 where minutes do not matter.",
            )
        )
    longest = min(max(interval, _MINUTE), _LONGEST_RUN_SECONDS)
    if not _SHORTEST_RUN_SECONDS <= timeout <= longest:
        problems.append(
            Problem(
                "timeout_seconds",
                f"{timeout}",
                f"a run takes {_SHORTEST_RUN_SECONDS} s to start in, and ends before the next one",
                f"Choose {_SHORTEST_RUN_SECONDS} to {longest}.",
            )
        )
    return problems


def _url_problems(url: object) -> list[Problem]:
    if not isinstance(url, str) or _URL.match(url):
        return []
    return [
        Problem(
            "url",
            repr(url),
            "a web address is required",
            "Write it like https://clinic.example.",
        )
    ]


def _form_problems(name: str, health_path: str, runtime_version: str) -> list[Problem]:
    problems = []
    if _NAME.fullmatch(name) is None:
        problems.append(
            Problem(
                "name",
                repr(name),
                f"canaries and buckets are named after it: at most {_LONGEST_NAME} small letters, "
                "digits and hyphens",
                "Write it like clinic.",
            )
        )
    if _PATH.fullmatch(health_path) is None:
        problems.append(
            Problem(
                "health_path",
                repr(health_path),
                "a path that begins with a slash is required",
                "Write it like /health.",
            )
        )
    if _RUNTIME.fullmatch(runtime_version) is None:
        problems.append(
            Problem(
                "runtime_version",
                repr(runtime_version),
                "the script of the probes is for the runtimes of Node.js and Puppeteer",
                "Write it like syn-nodejs-puppeteer-15.0.",
            )
        )
    return problems
