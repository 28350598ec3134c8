"""Waiting for what a program's outputs become, all at once."""

import asyncio
import contextvars
from collections.abc import Awaitable, Callable
from typing import Any

import pulumi
import pytest
from pulumi.runtime import reset_options

from pods.sandbox.language import program


async def _given(value: int) -> int:
    await asyncio.sleep(0)
    return value


async def _failing() -> int:
    await asyncio.sleep(0)
    message = "lost"
    raise ValueError(message)


def _output(value: Awaitable[int]) -> pulumi.Output[int]:
    from_input: Any = pulumi.Output.from_input
    made: pulumi.Output[int] = from_input(value)
    return made


def _run(main: Callable[[], Awaitable[None]]) -> None:
    """Run it with outputs of its own."""

    async def alone() -> None:
        reset_options()
        await asyncio.wait_for(main(), timeout=10)

    contextvars.copy_context().run(asyncio.run, alone())


def test_outputs_that_follow_from_others_are_waited_for() -> None:
    """Also those that are made while the first are waited for."""
    seen: list[int] = []

    def follow(value: int) -> None:
        _output(_given(value + 1)).apply(seen.append)

    async def main() -> None:
        _output(_given(1)).apply(follow)
        await program._settled()

    _run(main)
    assert seen == [2]


def test_an_output_that_fails_ends_the_wait() -> None:
    """What never comes is not waited for then: the SDK tells of the failure."""

    async def main() -> None:
        never: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        unseen, failed = _output(never), _output(_failing())
        await program._settled()
        with pytest.raises(ValueError, match="lost"):
            await failed.future()
        never.cancel()
        with pytest.raises(asyncio.CancelledError):
            await unseen.future()

    _run(main)
