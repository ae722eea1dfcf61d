"""Which process has a run in hand, and whether that process still lives."""

import os
import socket
from functools import cache

import psutil


@cache
def this_executor() -> str:
    """The name of this process: machine, process id, and when it started (ids are used again)."""
    return _name(os.getpid(), psutil.Process().create_time())


def may_live(executor: str, *, local: bool) -> bool:
    """Whether the process may still be at work.

    Args:
        executor: what ``this_executor`` said in that process; empty when it gave the run up.
        local: whether the database is used from this machine alone. Otherwise nothing can be
            told about a process of another machine, and it is left alone.
    """
    if not executor:
        return False
    host, _, rest = executor.rpartition("/")
    if host != socket.gethostname():
        return not local
    pid = int(rest.partition(":")[0])
    try:
        return _name(pid, psutil.Process(pid).create_time()) == executor
    except psutil.NoSuchProcess:
        return False


def _name(pid: int, started: float) -> str:
    return f"{socket.gethostname()}/{pid}:{started:.2f}"
