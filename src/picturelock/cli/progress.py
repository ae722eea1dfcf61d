"""What a person sees while a film is made: on a terminal a live board, elsewhere plain lines."""

import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Protocol

from rich.console import Console
from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.spinner import Spinner
from rich.table import Table
from rich.text import Text

from picturelock.engine.event import Event, Moving

_LINES_APART = 2.0  # seconds
_BAR = 18  # characters
_NAMES = {"tts": "voice"}
_MARKS = {"waiting": " ", "done": "✓", "failed": "✗", "stopped": "■"}


@dataclass
class StageLine:
    """One stage of the film, as far as it is."""

    name: str
    status: Literal["waiting", "running", "done", "failed", "stopped"] = "waiting"
    done: float = 0.0
    detail: str = ""
    began: datetime | None = None
    seconds: float | None = None

    @property
    def title(self) -> str:
        return _NAMES.get(self.name, self.name)


@dataclass
class Board:
    """All stages in order, kept up to date with the news of the session."""

    stages: dict[str, StageLine] = field(default_factory=dict[str, StageLine])

    @classmethod
    def of(cls, stages: tuple[str, ...]) -> "Board":
        return cls({name: StageLine(name) for name in stages})

    def see(self, news: Event | Moving) -> StageLine | None:
        """Take in what happened; the line that changed."""
        if isinstance(news, Moving):
            line = self.stages[news.stage]
            line.done, line.detail = news.progress.done, _detail(news)
            return line
        line = self.stages.get(str(news.data.get("stage")))
        if line is None:
            return None
        moment = datetime.fromisoformat(news.ts)
        match news.type:
            case "stage_running":
                self._accept_before(line)
                line.status, line.began, line.done, line.detail = "running", moment, 0.0, ""
            case "completed" | "error":
                line.status = "done" if news.type == "completed" else "failed"
                line.detail = ""
                line.seconds = (moment - line.began).total_seconds() if line.began else None
            case "stopped":
                line.status, line.detail = "stopped", ""
            case _:
                return None
        return line

    def _accept_before(self, line: StageLine) -> None:
        for other in self.stages.values():
            if other is line:
                return
            other.status = "done"

    def __rich__(self) -> Table:
        table = Table.grid(padding=(0, 1), expand=True)
        for width in (1, 11, _BAR, 4):
            table.add_column(width=width, no_wrap=True)
        # What is left of the line: the one column that gives way on a narrow terminal.
        table.add_column(ratio=1, overflow="ellipsis", no_wrap=True)
        for line in self.stages.values():
            table.add_row(*self._row(line))
        return table

    def _row(self, line: StageLine) -> tuple[Spinner | Text, Text, ProgressBar | str, Text, Text]:
        style = {"waiting": "dim", "failed": "red", "running": "bold"}.get(line.status, "")
        mark = Spinner("dots") if line.status == "running" else Text(_MARKS[line.status], style=style)
        bar = _bar(line) if line.status == "running" else ""
        percent = Text(f"{line.done:.0%}" if line.status == "running" else "")
        took = "" if line.seconds is None else clock(line.seconds)
        return mark, Text(line.title, style=style), bar, percent, Text(line.detail or took, style="dim")


class View(Protocol):
    """Whatever shows progress."""

    def show(self, news: Event | Moving) -> None:
        """Show one piece of news."""
        ...


class LiveView:
    """The board, redrawn in place."""

    def __init__(self, board: Board, live: Live) -> None:
        self._board = board
        self._live = live

    def show(self, news: Event | Moving) -> None:
        """Redraw with this."""
        self._board.see(news)
        self._live.update(self._board)


class PlainView:
    """One line when a stage begins, ends, or has gone on for a while: for logs and pipes."""

    def __init__(
        self, board: Board, write: Callable[[str], None], tick: Callable[[], float] = time.monotonic
    ) -> None:
        self._board = board
        self._write = write
        self._tick = tick
        self._last = float("-inf")
        self._said = ""

    def show(self, news: Event | Moving) -> None:
        """Write a line if there is something new to say."""
        line = self._board.see(news)
        if line is None:
            return
        if isinstance(news, Moving):
            said = f"{line.title}: {line.done:.0%}" + (f", {line.detail}" if line.detail else "")
            if said == self._said or self._tick() - self._last < _LINES_APART:
                return
        else:
            took = f" ({clock(line.seconds)})" if line.seconds is not None else ""
            said = f"{line.title}: {'started' if line.status == 'running' else line.status + took}"
        self._last, self._said = self._tick(), said
        self._write(said)


@contextmanager
def progress_view(stages: tuple[str, ...], console: Console) -> Generator[View]:
    """The view that suits the console."""
    board = Board.of(stages)
    if not console.is_terminal:
        yield PlainView(
            board, lambda line: console.print(line, markup=False, highlight=False, soft_wrap=True)
        )
        return
    with Live(board, console=console, refresh_per_second=8, redirect_stdout=False) as live:
        yield LiveView(board, live)


def _bar(line: StageLine) -> ProgressBar:
    return ProgressBar(total=1, completed=line.done, width=_BAR, complete_style="cyan", finished_style="cyan")


def _detail(moving: Moving) -> str:
    progress = moving.progress
    parts = [
        f"scene {progress.scene_id}" if progress.scene_id else "",
        progress.message,
        f"{clock(progress.seconds_left)} left" if progress.seconds_left is not None else "",
    ]
    return ", ".join(part for part in parts if part)


def clock(seconds: float) -> str:
    """Seconds as people say them: ``0.4 s``, ``42 s``, ``1:05 min``."""
    if seconds < 9.95:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d} min" if minutes else f"{rest} s"
