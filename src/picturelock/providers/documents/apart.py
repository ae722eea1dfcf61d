"""Reading documents in a process of their own: a broken or hostile file ends that one, not the service."""

import asyncio
import json
import sys

from picturelock.domain.errors import InvalidInputError, Problem, ProviderError
from picturelock.providers.bound_process import bound, end_group
from picturelock.providers.documents.refused import refused

_CHILD = "picturelock.providers.documents.reading_child"
_SECONDS = 60.0


async def read_apart(name: str, content: bytes) -> str:
    """``reading.read_document`` in a child process, within a minute and 2 GB.

    Raises:
        InvalidInputError: the file cannot be read, with the reason under its name.
        ProviderError: the child process could not be started.
    """
    try:
        child = await asyncio.create_subprocess_exec(
            *bound(sys.executable, "-m", _CHILD, name, nice=False),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            process_group=0,
        )
    except OSError as error:
        raise ProviderError(f"cannot start a reader: {error}", provider="documents") from error
    try:
        said, _ = await asyncio.wait_for(child.communicate(content), timeout=_SECONDS)
    except TimeoutError as error:
        raise refused(name, f"could not be read within {_SECONDS:.0f} s") from error
    finally:
        if child.returncode is None:
            await end_group(child)
    return _answer(name, said)


def _answer(name: str, said: bytes) -> str:
    try:
        answer = json.loads(said)
    except json.JSONDecodeError as error:
        raise refused(name, "could not be read; it may be damaged") from error
    if "text" in answer:
        return str(answer["text"])
    raise InvalidInputError([Problem(problem["field"], problem["message"]) for problem in answer["problems"]])
