"""The log of ``serve`` and ``worker``: JSON lines for machines, readable ones on a terminal.

It goes to standard output; what is said to the person who started the command goes to standard error.
"""

import logging
import sys
from collections.abc import Collection, Generator, MutableMapping
from contextlib import contextmanager
from typing import Any, Literal, TextIO

import structlog
from structlog.tracebacks import ExceptionDictTransformer
from structlog.typing import Processor

from picturelock.cli.log_secrets import hiding
from picturelock.engine.trail import trail

Style = Literal["json", "text"]
Line = MutableMapping[str, Any]

# Libraries say at this level what matters to others; ours says who came and what was decided.
_OTHERS, _OURS = logging.WARNING, logging.INFO
_FRAMES = 20  # of a stack trace


@contextmanager
def logged(
    style: Style | None = None, *, secrets: Collection[str] = (), stream: TextIO | None = None
) -> Generator[None]:
    """Everything that is logged within goes to a stream, a line for each; afterwards all is as before.

    Args:
        style: how; without it JSON lines, but readable ones on a terminal.
        secrets: what is never to be written; other keys are recognised by their form.
        stream: where to; standard output.
    """
    out = stream or sys.stdout
    handler = logging.StreamHandler(out)
    handler.setFormatter(_formatter(style or ("text" if out.isatty() else "json"), secrets, out))
    root, ours = logging.getLogger(), logging.getLogger("picturelock")
    before = root.level, ours.level
    root.addHandler(handler)
    root.setLevel(_OTHERS)
    ours.setLevel(_OURS)
    try:
        yield
    finally:
        root.removeHandler(handler)
        root.setLevel(before[0])
        ours.setLevel(before[1])


def _formatter(style: Style, secrets: Collection[str], stream: TextIO) -> logging.Formatter:
    hide = hiding(secrets)

    def hidden(_logger: object, _method: str, line: Any) -> str:
        return hide(line)

    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="ts"),
            structlog.stdlib.ExtraAdder(),
            _add_trail,
        ],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            *(_json() if style == "json" else _text(stream)),
            hidden,
        ],
    )


def _json() -> list[Processor]:
    # Never the values of variables: payloads and keys are among them.
    told = ExceptionDictTransformer(show_locals=False, max_frames=_FRAMES)
    return [
        structlog.processors.ExceptionRenderer(told),
        structlog.processors.JSONRenderer(ensure_ascii=False, default=str),
    ]


def _text(stream: TextIO) -> list[Processor]:
    return [
        structlog.dev.ConsoleRenderer(
            colors=stream.isatty(),
            timestamp_key="ts",
            exception_formatter=structlog.dev.plain_traceback,
        )
    ]


def _add_trail(_logger: object, _method: str, line: Line) -> Line:
    # uvicorn writes everything twice, once with colours; other handlers leave what they made of the line.
    for name in ("color_message", "message", "asctime"):
        line.pop(name, None)
    for name, value in trail().items():
        line.setdefault(name, value)
    return line
