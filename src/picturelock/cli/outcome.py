"""How a command ends: its exit code, and what it says about what went wrong."""

import asyncio
from collections.abc import Callable

import typer

from picturelock.domain.errors import InvalidInputError, PicturelockError
from picturelock.engine.errors import StudioError
from picturelock.engine.production import InvalidPayloadError

FAILED = 1
BAD_INPUT = 2
INTERRUPTED = 130  # 128 + SIGINT, as shells say it
TERMINATED = 143  # 128 + SIGTERM


def ended(run: Callable[[], None]) -> int:
    """Run a command to its end.

    Returns:
        The program's exit code; what went wrong is said on standard error.
    """
    try:
        run()
    except (InvalidInputError, InvalidPayloadError) as error:
        for problem in error.problems:
            say(f"{problem.field}: {problem.message}")
        return BAD_INPUT
    except (PicturelockError, StudioError) as error:
        say(str(error))
        return FAILED
    except OSError as error:
        say(f"{error.filename}: {error.strerror}" if error.filename else str(error))
        return FAILED
    except KeyboardInterrupt:
        say("Interrupted; everything that was started has ended.")
        return INTERRUPTED
    except asyncio.CancelledError:
        say("Ended from outside; everything that was started has ended.")
        return TERMINATED
    return 0


def say(line: str) -> None:
    """One line on standard error."""
    typer.echo(line, err=True)
