"""What a person sees while a script is written: on a terminal a live board, elsewhere plain lines."""

import re
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Protocol

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.padding import Padding
from rich.progress_bar import ProgressBar
from rich.spinner import Spinner
from rich.table import Table
from rich.text import Text

from picturelock.cli.spending import usage_in_words
from picturelock.domain.manuscript_kind import sets_of
from picturelock.domain.manuscript_measures import Usage
from picturelock.writing.export.gaps import segment_count, set_count
from picturelock.writing.room.news import Moved, News, Planned, SetDone, SetOutcome

_LINES_APART = 2.0  # seconds
# While it waits for a limit, a log is told again so often.
_PAUSES_APART = 600.0
_BAR = 30  # characters
_PAUSE = re.compile(r"([^;]*): pauses and goes on")


@dataclass
class ScriptBoard:
    """How far a script is, kept up to date with the news of its writing.

    ``total`` is how many segments are planned, ``size`` how many a set has, ``there`` which are written.
    """

    total: int
    size: int
    title: str | None = None
    there: set[int] = field(default_factory=set[int])
    outcomes: dict[int, SetOutcome] = field(default_factory=dict[int, SetOutcome])
    done: float = 0.0
    message: str = ""
    usage: Usage = field(default_factory=Usage)

    @property
    def sets(self) -> int:
        """How many sets there are."""
        return sets_of(self.total, self.size)

    @property
    def current(self) -> int | None:
        """The set that is being written; None before step 1 is done and when all sets were."""
        if self.title is None:
            return None
        return next((number for number in range(1, self.sets + 1) if number not in self.outcomes), None)

    def see(self, news: News, usage: Usage | None = None) -> None:
        """Take in what happened, and what was used up by then where that is known."""
        if usage is not None:
            self.usage = usage
        match news:
            case Planned(script):
                assert script.metadata is not None
                self.title = script.metadata.title
                self.total = script.metadata.generation_info.total_segments
                self.there |= {one.segment.segment_number for one in script.segments}
            case SetDone(outcome, segments):
                self.outcomes[outcome.set_number] = outcome
                self.there |= {one.segment.segment_number for one in segments}
                self.message = ""
            case Moved(progress):
                self.done, self.message = progress.done, progress.message
            case _:
                self.done, self.message = 1.0, ""

    def __rich__(self) -> RenderableType:
        title = Text(
            self.title or "Title, characters and outline", style="bold", overflow="ellipsis", no_wrap=True
        )
        row = Table.grid(padding=(0, 1))
        bar = ProgressBar(
            total=1, completed=self.done, width=_BAR, complete_style="cyan", finished_style="cyan"
        )
        row.add_row(Spinner("dots") if self.done < 1 else " ", bar, f"{self.done:.0%}", self.place)
        lines: list[RenderableType] = [title, row]
        told = (self.message, usage_in_words(self.usage))
        lines += [Padding(Text(text, style="dim"), (0, 0, 0, 2)) for text in told if text]
        return Group(*lines)

    @property
    def place(self) -> str:
        """How many segments there are, and which set is being written."""
        where = f", set {self.current} of {self.sets}" if self.current else ""
        return f"{len(self.there)} of {segment_count(self.total)}{where}"


class ScriptView(Protocol):
    """Whatever shows the progress of a script."""

    def show(self, news: News, usage: Usage | None = None) -> None:
        """Show one piece of news, and what was used up by then where that is known."""
        ...


class LiveScriptView:
    """The board, redrawn in place."""

    def __init__(self, board: ScriptBoard, live: Live) -> None:
        self._board = board
        self._live = live

    def show(self, news: News, usage: Usage | None = None) -> None:
        """Redraw with this."""
        self._board.see(news, usage)
        self._live.update(self._board)


class PlainScriptView:
    """A line when step 1 or a set is done, when it waits, and now and then between: for logs and pipes."""

    def __init__(
        self, board: ScriptBoard, write: Callable[[str], None], tick: Callable[[], float] = time.monotonic
    ) -> None:
        self._board = board
        self._write = write
        self._tick = tick
        self._last = float("-inf")
        self._paused: dict[str, float] = {}

    def show(self, news: News, usage: Usage | None = None) -> None:
        """Write a line if there is something new to say."""
        self._board.see(news, usage)
        if isinstance(news, Moved):
            self._moved(news.progress.message)
        elif line := self._line(news):
            self._say(line)

    def _moved(self, message: str) -> None:
        pause = _PAUSE.search(message)
        if pause is not None:
            # Nothing else is said during a pause, so this must not be left out.
            reason = pause.group(1).strip()
            if self._tick() - self._paused.get(reason, float("-inf")) >= _PAUSES_APART:
                self._paused[reason] = self._tick()
                self._say(f"{self._board.place}: {message}")
        elif message and self._tick() - self._last >= _LINES_APART:
            self._say(f"{self._board.done:.0%}, {message}")

    def _line(self, news: News) -> str:
        board = self._board
        match news:
            case Planned():
                return f"{board.title}: {segment_count(board.total)} in {set_count(board.sets)}"
            case SetDone(outcome):
                said = f"set {outcome.set_number} of {board.sets}: "
                said += "done" if outcome.success else f"failed: {outcome.error}"
                told = (f"{len(board.there)} of {segment_count(board.total)}", usage_in_words(board.usage))
                return f"{said} ({'; '.join(part for part in told if part)})"
            case _:
                return ""

    def _say(self, line: str) -> None:
        self._last = self._tick()
        self._write(line)


@contextmanager
def script_view(board: ScriptBoard, console: Console) -> Generator[ScriptView]:
    """The view that suits the console."""
    if not console.is_terminal:
        yield PlainScriptView(
            board, lambda line: console.print(line, markup=False, highlight=False, soft_wrap=True)
        )
        return
    with Live(board, console=console, refresh_per_second=8, redirect_stdout=False) as live:
        yield LiveScriptView(board, live)
