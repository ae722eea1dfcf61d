"""What is measured of a script, for people to read."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from picturelock.cli.spending import cost_in_words
from picturelock.domain.kept_script import KeptScript
from picturelock.domain.manuscript import Metadata
from picturelock.domain.manuscript_measures import Metrics, Usage
from picturelock.writing.export.gaps import in_words, missing_numbers
from picturelock.writing.manuscripts.sentences import plain, sentences

_LONGEST_QUOTE = 70


class Measure(NamedTuple):
    """One line of the report; ``good`` is None where there is no telling."""

    name: str
    value: str
    meaning: str
    good: bool | None
    concerned: tuple[str, ...] = ()


def report_of(script: KeptScript, metadata: Metadata, metrics: Metrics) -> RenderableType:
    """The report, readable at 80 columns."""
    info = metadata.generation_info
    by_hand = sum(one.by == "person" for one in script.segments)
    edited = f", {by_hand} of them by a person" if by_hand else ""
    revision = f", revision {script.revision} of {script.revisions}" if script.revisions > 1 else ""
    table = Table.grid(padding=(0, 1))
    table.add_column(width=1)
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True, justify="right")
    table.add_column(overflow="fold")
    for measure in measures(script, metadata, metrics):
        mark, style = {True: ("✓", "green"), False: ("!", "yellow"), None: ("–", "dim")}[measure.good]
        meaning = Text(measure.meaning, style="dim")
        for line in measure.concerned:
            meaning.append(f"\n{line}", style="not dim")
        table.add_row(Text(mark, style=style), measure.name, measure.value, meaning)
    return Group(
        Text(metadata.title, style="bold"),
        Text(f"{script.id}, {info.kind}{revision}, by {info.writer or info.model or 'hand'}"),
        Text(f"{len(script.segments)} of {info.total_segments} segments{edited}\n"),
        table,
        Text(f"\n{used(script.usage)}"),
        *([Text(f"Stopped the last time: {script.error}", style="yellow")] if script.error else []),
        *(Text(note, style="dim") for note in info.notes),
    )


def measures(script: KeptScript, metadata: Metadata, metrics: Metrics) -> Iterator[Measure]:
    """Each measure with what it means in a phrase, and which segments are concerned."""
    info = metadata.generation_info
    missing = missing_numbers(metadata, (one.segment for one in script.segments))
    yield Measure(
        "completeness",
        f"{metrics.completeness:.0%}",
        "segments there are, of those planned",
        not missing,
        (f"Missing: {in_words(missing)}",) if missing else (),
    )
    yield Measure(
        "numbering",
        "in order" if metrics.numbering else "broken",
        "whether the segments are 1, 2, 3 … without a gap",
        metrics.numbering,
    )
    yield Measure(
        "cast used",
        f"{metrics.roster_coverage:.0%}",
        "characters that speak or are named, of the roster",
        not metrics.unused_characters,
        (f"Never there: {', '.join(metrics.unused_characters)}",) if metrics.unused_characters else (),
    )
    yield Measure(
        "strangers",
        f"{len(metrics.leaks)}",
        "names that are used like people's, but are not in the roster",
        not metrics.leaks,
        tuple(f"{name}: {_where(script, name)}" for name in metrics.leaks),
    )
    yield Measure(
        "repetition",
        f"{metrics.repetition:.1%}",
        "sentences that were said before, of all",
        not metrics.repeated,
        tuple(f"“{_short(said)}”: {_where_said(script, said)}" for said in metrics.repeated),
    )
    yield _share("outline kept", metrics.outline_coverage, "segments in which their outline point is found")
    yield _share(
        "language", metrics.language_share, f"segments in {info.language}, of those whose language shows"
    )


def used(usage: Usage) -> str:
    """What writing used up."""
    if not usage.calls:
        return "Used: no AI model was asked."
    reasoning = f" ({usage.reasoning_tokens:,} of them reasoning)" if usage.reasoning_tokens else ""
    return (
        f"Used: {usage.calls:,} calls, {usage.input_tokens:,} tokens in, "
        f"{usage.output_tokens:,} out{reasoning}, {cost_in_words(usage)}"
    )


def _share(name: str, share: float | None, meaning: str) -> Measure:
    if share is None:
        return Measure(name, "unknown", meaning, None)
    return Measure(name, f"{share:.0%}", meaning, share >= 0.9)


def _where(script: KeptScript, name: str) -> str:
    """The segments in which a name or an id is found."""
    return _named(
        one.segment.segment_number
        for one in script.segments
        if name in one.segment.text or any(line.character_id == name for line in one.segment.dialogue)
    )


def _where_said(script: KeptScript, sentence: str) -> str:
    said = plain(sentence)
    return _named(
        one.segment.segment_number
        for one in script.segments
        if any(plain(other) == said for other in sentences(one.segment.text))
    )


def _named(numbers: Iterable[int]) -> str:
    return in_words(list(numbers))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else f"{text[: _LONGEST_QUOTE - 1]}…"
