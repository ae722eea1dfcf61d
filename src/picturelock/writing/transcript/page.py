"""The transcript as a page that a screen reader reads well: headings, a language, links to the times."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from picturelock.domain.picture_language import picture_language
from picturelock.domain.scene import Source
from picturelock.domain.transcript import Transcript
from picturelock.writing.transcript.labels import cited, clock, labels_of
from picturelock.writing.transcript.plain import credit_line

# Everything that a film says is text: nothing of it can become a part of the page.
_PAGES = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    undefined=StrictUndefined,
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
)


def transcript_page(transcript: Transcript) -> str:
    """An HTML page that needs nothing beside it but the film."""
    labels, labels_language = labels_of(transcript.language)
    sources = [source for scene in transcript.scenes for beat in scene.beats for source in beat.sources]
    notes = list(dict.fromkeys(cited(source, labels) for source in sources))

    def number(source: Source) -> int:
        return notes.index(cited(source, labels)) + 1

    return (
        _PAGES.get_template("page.html.j2")
        .render(
            film=transcript,
            direction=picture_language(transcript.language).direction,
            labels=labels,
            labels_language=labels_language,
            labels_direction=picture_language(labels_language).direction,
            notes=notes,
            cited=number,
            clock=clock,
            credit_line=credit_line,
        )
        .lstrip()
    )
