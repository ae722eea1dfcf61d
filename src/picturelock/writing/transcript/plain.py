"""The transcript as plain text."""

from collections.abc import Iterator

from picturelock.domain.shot import Credit
from picturelock.domain.transcript import Transcript
from picturelock.writing.transcript.labels import cited, clock, labels_of


def transcript_text(transcript: Transcript) -> str:
    """Title, scenes with the time of each sentence, sources, credits, and who made and accepted it."""
    return "\n".join(_lines(transcript)).rstrip() + "\n"


def _lines(transcript: Transcript) -> Iterator[str]:
    labels, _ = labels_of(transcript.language)
    yield transcript.title
    yield "=" * len(transcript.title)
    yield f"{labels['transcript']} · {labels['length']} {clock(transcript.seconds)} · {transcript.video}"
    notes: list[str] = []
    for number, scene in enumerate(transcript.scenes, start=1):
        yield ""
        heading = f"{labels['scene']} {number}: {scene.title} ({clock(scene.seconds)})"
        yield heading
        yield "-" * len(heading)
        if scene.shows:
            yield f"{labels['picture']}: {scene.shows}"
        if scene.words:
            yield f"{labels['written']}: {' · '.join(scene.words)}"
        yield ""
        for beat in scene.beats:
            marks = ""
            for source in beat.sources:
                told = cited(source, labels)
                if told not in notes:
                    notes.append(told)
                marks += f" [{notes.index(told) + 1}]"
            yield f"[{clock(beat.seconds)}] {beat.text}{marks}"
    if notes:
        yield from ("", labels["sources"])
        yield from (f"[{number}] {told}" for number, told in enumerate(notes, start=1))
    if transcript.credits:
        yield from ("", labels["credits"])
        yield from (f"- {credit_line(credit)}" for credit in transcript.credits)
    yield from ("", labels["about"])
    yield f"{labels['writer']}: {transcript.writer}"
    yield f"{labels['voice']}: {transcript.voice}"
    for one in transcript.accepted:
        yield f"{labels['accepted']} ({one.stage}): {labels['nobody'] if one.by == 'automatic' else one.by}"
    yield from (f"- {note}" for note in transcript.notes)


def credit_line(credit: Credit) -> str:
    """A credit in one line."""
    return ", ".join(
        part for part in (credit.title, credit.author, credit.provider, credit.licence, credit.page) if part
    )
