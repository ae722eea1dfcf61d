from pathlib import Path

import pysubs2
import pytest

from picturelock.domain.captions import caption_cues
from picturelock.domain.cut import Clip, Cut, Track
from picturelock.domain.frames import LANDSCAPE
from picturelock.domain.look import DARK
from picturelock.domain.shot import Artifact
from picturelock.domain.subtitles import Subtitles, caption_look
from picturelock.domain.timing import TimedWord
from picturelock.providers.film.sidecars import write_sidecars

FRAME = LANDSCAPE["high"]
WORDS = [
    TimedWord(text=text, start=start, end=end)
    for text, start, end in (("Take", 15, 24), ("{one}", 27, 40), ("now.", 60, 75))
]
NOWHERE = Artifact(key="0" * 32, name="x.mp4")


def cut() -> Cut:
    cues = caption_cues(WORDS, 120, FRAME.fps, language="en")
    return Cut(
        title="A film",
        frame=FRAME,
        length=120,
        picture=Track(kind="picture", clips=(Clip(media=NOWHERE, start=0, length=120),)),
        voice=Track(kind="voice", clips=()),
        captions=cues,
        language="en-US",
        subtitles=(
            Subtitles(language="en-US", kind="sdh", own=True, cues=cues),
            Subtitles(language="de", cues=tuple(cue.wordless for cue in cues)),
        ),
        caption_look=caption_look(DARK, karaoke=True),
    )


@pytest.fixture
async def folder(tmp_path: Path) -> Path:
    await write_sidecars(cut(), tmp_path)
    return tmp_path


def test_each_language_and_kind_has_files_of_its_own(folder: Path) -> None:
    assert sorted(path.name for path in folder.iterdir()) == [
        "film.de.ass",
        "film.de.srt",
        "film.de.vtt",
        "script.ass",
        "script.sdh.srt",
        "script.sdh.vtt",
        "script.srt",
        "script.vtt",
    ]


def test_the_words_of_a_substation_file_light_up_when_they_are_heard(folder: Path) -> None:
    (event,) = pysubs2.load(str(folder / "script.ass"))
    assert event.plaintext == "Take (one) now."
    assert (event.start, event.end) == (500, pytest.approx(2767, abs=10))
    # Hundredths of a second from the cue's start: a word, with the breath after it, then a wait of its own.
    assert event.text == r"{\k40}Take {\k43}(one){\k67} {\k50}now."


def test_a_translated_file_has_no_times_of_words(folder: Path) -> None:
    assert "\\k" not in (folder / "film.de.ass").read_text(encoding="utf-8")


def test_a_substation_file_has_the_pictures_size_and_colours(folder: Path) -> None:
    file = pysubs2.load(str(folder / "script.ass"))
    assert (file.info["PlayResX"], file.info["PlayResY"]) == ("1920", "1080")
    style = file.styles["Captions"]
    assert (style.secondarycolor.r, style.secondarycolor.g, style.secondarycolor.b) == (0xF4, 0xF8, 0xFC)
    assert style.primarycolor != style.secondarycolor
