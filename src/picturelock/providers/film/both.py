"""Two things at once, with the error of the one that failed."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

One = TypeVar("One")
Other = TypeVar("Other")


async def both(one: Coroutine[Any, Any, One], other: Coroutine[Any, Any, Other]) -> tuple[One, Other]:
    """The results of both. When one fails the other is cancelled, and the first error is raised as it is."""
    try:
        async with asyncio.TaskGroup() as tasks:
            first, second = tasks.create_task(one), tasks.create_task(other)
    except ExceptionGroup as failures:
        # Callers know the errors of the ports, not groups of them.
        raise failures.exceptions[0] from failures
    return first.result(), second.result()
