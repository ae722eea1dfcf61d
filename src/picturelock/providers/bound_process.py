"""Programs that are bound to this process: they end with it, also when it is killed without a word."""

import contextlib
import os
import shutil
import signal
from asyncio.subprocess import Process
from functools import cache


def bound(*command: str, nice: bool = True) -> list[str]:
    """The command, to be started in a process group of its own.

    Linux ends it with the thread that started it, where ``setpriv`` of util-linux is there to ask for that.
    Elsewhere it goes on to its end when this process is killed.

    Args:
        command: the program and its arguments.
        nice: whether it gives way to whoever answers people.
    """
    return [*_binding(), *(("nice", "-n", "10") if nice else ()), *command]


async def end_group(process: Process) -> None:
    """End a process with everything it started, and wait until it has ended."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    await process.wait()


@cache
def _binding() -> tuple[str, ...]:
    program = shutil.which("setpriv")
    return () if program is None else (program, "--pdeathsig", "KILL", "--")
