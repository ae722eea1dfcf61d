"""Heavy arithmetic in a process of its own, so that the service's event loop stays free.

The child is a module run with ``python -m``: it reads one job as JSON from its standard input, does it, and
writes one answer as JSON to its standard output.
"""

import asyncio
import errno
import os
import sys
from collections.abc import Callable
from typing import TypeVar

from pydantic import BaseModel

from picturelock.domain.errors import PicturelockError, ProviderError
from picturelock.providers.bound_process import bound, end_group

Job = TypeVar("Job", bound=BaseModel)
Answer = TypeVar("Answer", bound=BaseModel)

DISK_FULL = "the disk is full; free some space and try again"

_REFUSED = 3
_ERROR_END = 800
# One thread each: numpy's own threads would take the cores from the drawing workers.
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


async def in_child(module: str, job: BaseModel, answer: type[Answer], *, provider: str) -> Answer:
    """Have ``module`` do a job in a process of its own, at low priority; ended when cancelled.

    Raises:
        ProviderError: the child refused the job, with its reason, or it died, with its last words.
    """
    process = await asyncio.create_subprocess_exec(
        *bound(sys.executable, "-m", module),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        process_group=0,
        env={**os.environ, **_ONE_THREAD},
    )
    try:
        output, said = await process.communicate(job.model_dump_json().encode())
    except asyncio.CancelledError:
        # The whole group: the child may have an ffmpeg of its own.
        await end_group(process)
        raise
    if process.returncode == _REFUSED:
        raise ProviderError(output.decode(), provider=provider)
    if process.returncode != 0:
        last_words = said.decode(errors="replace")[-_ERROR_END:]
        raise ProviderError(f"ended with code {process.returncode}: {last_words}", provider=provider)
    return answer.model_validate_json(output)


def serve(job: type[Job], work: Callable[[Job], BaseModel]) -> None:
    """The child's side: read the job, do it, write the answer or why it was refused."""
    try:
        answer = work(job.model_validate_json(sys.stdin.buffer.read()))
    except PicturelockError as error:
        _refuse(_reason(error))
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        _refuse(DISK_FULL)
    else:
        sys.stdout.write(answer.model_dump_json())


def _reason(error: PicturelockError) -> str:
    """The message without the provider's name, which the parent sets."""
    return str(error).removeprefix(f"{error.provider}: ") if isinstance(error, ProviderError) else str(error)


def _refuse(reason: str) -> None:
    sys.stdout.write(reason)
    sys.stdout.flush()
    sys.exit(_REFUSED)
