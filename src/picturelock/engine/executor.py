"""Which process has a run in hand, and whether that process still lives."""

import os
import secrets
import socket

import psutil

from picturelock.engine.event import Frozen


class Executor(Frozen):
    """A process that works on runs. ``id`` is used once only; process ids are used again."""

    id: str
    host: str
    pid: int
    born: float

    @property
    def exists(self) -> bool:
        """Whether the process is there, frozen or not; of another machine nothing can be told but that."""
        if self.host != socket.gethostname():
            return True
        try:
            process = psutil.Process(self.pid)
            # One that ended stays in the table until whoever started it has asked how.
            ended = process.status() == psutil.STATUS_ZOMBIE
            return not ended and round(process.create_time(), 2) == self.born
        except psutil.NoSuchProcess:
            return False


def new_executor() -> Executor:
    """This process under a new name."""
    return Executor(
        id=secrets.token_hex(8),
        host=socket.gethostname(),
        pid=os.getpid(),
        born=round(psutil.Process().create_time(), 2),
    )
