from collections.abc import Sequence
from typing import Any

import pytest

from fakes.story import BOARD, BRIEF, PLAN, SCRIPT, with_word_changed
from fakes.tools import FakeTools
from picturelock.domain.rework import Rework
from picturelock.domain.script import Script
from picturelock.domain.shot import Shots
from picturelock.domain.timing import time_scene
from picturelock.domain.translation import translation_notes
from picturelock.engine.production import InvalidPayloadError
from picturelock.pipelines.edits.script import edit_script
from picturelock.stages.render import render_film
from picturelock.stages.script import write_script
from picturelock.stages.subtitles import subtitled
from picturelock.stages.translations import with_translations
from picturelock.stages.tts import record_voice

GERMAN = BRIEF.model_copy(update={"caption_languages": ("de",)})
SRT = (
    "1\n00:00:00,500 --> 00:00:02,000\nDieser Film handelt\n\n"
    "2\n00:00:02,000 --> 00:00:03,000\nvon Aspirin.\n\n"
)


class Translator:
    name = "fake:model"
    version = "1"

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def translate(
        self, sentences: Sequence[str], *, source: str, target: str, names: Sequence[str]
    ) -> tuple[str | None, ...]:
        self.asked += sentences
        return tuple(f"{target}: {sentence}" for sentence in sentences)


async def translated(script: Script, fakes: FakeTools, translator: Translator | None) -> Script:
    return await with_translations(script, GERMAN, translator, fakes.tools.takes)


async def test_a_changed_sentence_alone_is_translated_again(fakes: FakeTools) -> None:
    translator = Translator()
    first = await translated(SCRIPT, fakes, translator)
    assert [beat.text for beat in first.translations[0].beats] == [
        f"de: {text}" for _, text in SCRIPT.sentences
    ]
    translator.asked.clear()
    await translated(with_word_changed(SCRIPT), fakes, translator)
    assert translator.asked == ["Aspirin blocks it."]


async def test_without_a_model_no_english_is_called_german(fakes: FakeTools, desk: Any) -> None:
    script = await translated(SCRIPT, fakes, None)
    (note,) = translation_notes(script.translations, script.sentences)
    assert "no German captions" in note
    assert '{"translations": {"de": {"s1b1": "…"}}}' in note
    voice = await record_voice(GERMAN, script, desk=desk())
    film = await render_film(GERMAN, PLAN, script, shots(), voice, desk=desk())
    assert not [one for one in film.sidecars if one.language == "de"]
    assert note in film.notes


def shots() -> Shots:
    return Shots(shots=BOARD.shots, look=BOARD.look, writer="fake-writer")


async def test_translated_captions_lie_on_the_beats_of_the_film(fakes: FakeTools, desk: Any) -> None:
    script = await translated(SCRIPT, fakes, Translator())
    voice = await record_voice(GERMAN, script, desk=desk())
    film = await render_film(GERMAN, PLAN, script, shots(), voice, desk=desk())
    (german,) = film.cut.subtitles
    assert " ".join(line for cue in german.cues for line in cue.lines) == " ".join(
        f"de: {text}" for _, text in SCRIPT.sentences
    )
    first = time_scene(voice.scenes[0], GERMAN.format)
    assert german.cues[0].start == first.words[0].start
    assert {one.file.name for one in film.sidecars if one.language == "de"} == {
        "film.de.srt",
        "film.de.vtt",
        "film.de.ass",
    }
    assert any("translated by fake:model; unreviewed" in note for note in film.notes)
    accepted = await render_film(
        GERMAN, PLAN, script, shots(), voice, desk=desk(accepted_by={"script": "Ann"})
    )
    assert any("translated by fake:model; accepted by Ann" in note for note in accepted.notes)


async def test_the_words_of_every_cue_are_lit_when_the_take_says_them(fakes: FakeTools, desk: Any) -> None:
    voice = await record_voice(BRIEF, SCRIPT, desk=desk())
    film = await render_film(BRIEF, PLAN, SCRIPT, shots(), voice, desk=desk())
    starts = {clip.name: film.cut.frame.seconds(clip.start) for clip in film.cut.voice.clips}
    heard = [
        (word.text, starts[take.beat_id] + word.start)
        for scene in voice.scenes
        for take in scene.beats
        for word in take.words
    ]
    lit = [
        (cue.lines[word.line][word.first : word.last], film.cut.frame.seconds(word.start))
        for cue in film.cut.captions
        for word in cue.words
    ]
    assert [text for text, _ in lit] == [text for text, _ in heard]
    frame = 1 / film.cut.frame.fps
    assert all(abs(one - other) <= frame for (_, one), (_, other) in zip(lit, heard, strict=True))


async def test_what_a_person_gave_stays_when_the_script_is_written_again(fakes: FakeTools, desk: Any) -> None:
    given = await edit_script(
        GERMAN,
        PLAN,
        data={"translations": {"de": {"s1.b1": "Es geht um Aspirin."}}},
        person="Ann",
        desk=desk(previous=SCRIPT),
    )
    fakes.writer.answers = [SCRIPT]
    again = await write_script(
        GERMAN, PLAN, desk=desk(previous=given, rework=Rework(variation=2, feedback=("Shorter.",)))
    )
    (beat,) = again.translations[0].beats
    assert (beat.text, beat.by) == ("Es geht um Aspirin.", "person: Ann")
    assert given.writer == SCRIPT.writer


async def test_a_subtitle_file_is_put_together_to_the_scripts_sentences(desk: Any) -> None:
    rest = (
        "3\n00:00:04,000 --> 00:00:06,000\nEin Enzym.\n\n"
        "4\n00:00:06,000 --> 00:00:08,000\nAspirin hemmt es.\n"
    )
    script = await edit_script(
        GERMAN, PLAN, data={"subtitles": {"de": SRT + rest}}, person="Ann", desk=desk(previous=SCRIPT)
    )
    assert [beat.text for beat in script.translations[0].beats] == [
        "Dieser Film handelt von Aspirin.",
        "Ein Enzym.",
        "Aspirin hemmt es.",
    ]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ({"subtitles": {"de": SRT}}, "2 cues that make 1 sentences; the script has 3"),
        ({"subtitles": {"de": SRT.replace("00:00:0", "00:20:0")}}, "another film's"),
        ({"subtitles": {"de": "no cue at all"}}, "cannot be read as an SRT"),
        ({"subtitles": {"fr": SRT}}, "is not in caption_languages"),
        ({"translations": {"de": {"s9b9": "Nein."}}}, "is no sentence of the script"),
        ({"translations": ["de"]}, "must be an object of languages"),
    ],
)
async def test_what_does_not_fit_is_refused_with_the_reason(
    data: dict[str, Any], reason: str, desk: Any
) -> None:
    with pytest.raises(InvalidPayloadError, match=reason):
        await edit_script(GERMAN, PLAN, data=data, person="Ann", desk=desk(previous=SCRIPT))


async def test_music_that_is_heard_alone_is_told_in_files_of_their_own(fakes: FakeTools, desk: Any) -> None:
    voice = await record_voice(BRIEF, SCRIPT, desk=desk())
    film = await render_film(BRIEF, PLAN, SCRIPT, shots(), voice, desk=desk())
    assert not [one for one in film.sidecars if one.kind == "sdh"]
    longer = film.cut.model_copy(update={"length": film.cut.length + 5 * film.cut.frame.fps})
    timings = [time_scene(scene, BRIEF.format) for scene in voice.scenes]
    (told,) = subtitled(longer, BRIEF, SCRIPT, timings, shots().look).subtitles
    assert told.files == ("script.sdh.srt", "script.sdh.vtt")
    assert told.cues[-1].lines == ("[quiet, even music plays]",)
    assert [cue.lines for cue in told.cues[:-1]] == [cue.lines for cue in film.cut.captions]
