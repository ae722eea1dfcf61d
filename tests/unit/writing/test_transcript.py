import re
from html.parser import HTMLParser

from picturelock.domain.scene import Source
from picturelock.domain.shot import Credit
from picturelock.domain.transcript import Acceptance, Transcript, TranscriptBeat, TranscriptScene
from picturelock.writing.transcript.page import transcript_page
from picturelock.writing.transcript.plain import transcript_text

LABEL = Source(kind="document", name="label.pdf", quote="Take with <water>.", page=3)


def transcript(language: str = "en-US") -> Transcript:
    beats = (
        TranscriptBeat(seconds=0.5, text="Take it with water.", sources=(LABEL,)),
        TranscriptBeat(
            seconds=72.36, text="<script>alert(1)</script>", sources=(LABEL, Source(kind="brief"))
        ),
    )
    scene = TranscriptScene(
        title="The dose", seconds=0, beats=beats, shows="A card.", words=("Take it", "5 mg")
    )
    return Transcript(
        title="A film",
        language=language,
        seconds=75,
        video="film.mp4",
        scenes=(scene,),
        credits=(Credit(provider="Pexels", author="Jo"),),
        writer="template-writer",
        voice="fake:voice",
        accepted=(Acceptance(stage="script", by="Ann"), Acceptance(stage="tts", by="automatic")),
        notes=("The voice is a draft voice.",),
    )


class Page(HTMLParser):
    """What a screen reader is given: headings, links, and the language of the page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def test_times_lead_to_the_film_beside_the_page() -> None:
    links = [str(one.get("href")) for one in Page(transcript_page(transcript())).of("a")]
    assert "film.mp4#t=0.5" in links
    assert "film.mp4#t=72.4" in links


def test_footnotes_lead_to_sources_that_are_there_once() -> None:
    page = Page(transcript_page(transcript()))
    targets = {one["id"] for _, one in page.tags if "id" in one}
    notes = [str(one["href"]) for one in page.of("a") if str(one.get("href")).startswith("#")]
    assert notes == ["#source-1", "#source-1", "#source-2"]
    assert {note.removeprefix("#") for note in notes} <= targets


def test_a_page_has_one_first_heading_and_one_for_each_scene() -> None:
    page = Page(transcript_page(transcript()))
    assert len(page.of("h1")) == 1
    assert page.of("h2")[0]["id"] == "scene-1"


def test_language_and_direction_are_those_of_the_film() -> None:
    page = transcript_page(transcript("ar"))
    assert '<html lang="ar" dir="rtl">' in page
    # What is told in English is marked as English.
    assert '<span lang="en" dir="ltr">A card.</span>' in page
    assert "النص المكتوب" in page


def test_nothing_that_is_said_becomes_a_part_of_the_page() -> None:
    text = transcript_page(transcript())
    assert "<script" not in text
    assert "&lt;water&gt;" in text


def test_the_plain_text_says_what_is_said_seen_cited_and_accepted() -> None:
    text = transcript_text(transcript())
    assert "[0:00] Take it with water. [1]" in text
    assert "[1] label.pdf, page 3: “Take with <water>.”" in text
    assert "Written in the picture: Take it · 5 mg" in text
    assert re.search(r"Accepted by \(script\): Ann\nAccepted by \(tts\): nobody was asked", text)
    assert "- The voice is a draft voice." in text
