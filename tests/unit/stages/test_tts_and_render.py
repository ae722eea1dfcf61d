from typing import Any

import pytest

from fakes.story import BOARD, BRIEF, PLAN, SCRIPT, with_word_changed
from fakes.tools import FakeTools
from picturelock.domain.cut import Film, MusicBed, OwnMusic
from picturelock.domain.errors import ProviderError, ScenesFailedError
from picturelock.domain.script import Script
from picturelock.domain.shot import Credit, Shots
from picturelock.domain.sound import MUSIC, PLATFORMS
from picturelock.domain.timing import time_scene
from picturelock.stages.render import render_film
from picturelock.stages.tts import record_voice

SHOTS = Shots(shots=BOARD.shots, look=BOARD.look, writer="fake-writer")


async def film_of(script: Script, desk: Any, brief: Any = BRIEF) -> Film:
    voice = await record_voice(brief, script, desk=desk())
    return await render_film(brief, PLAN, script, SHOTS, voice, desk=desk())


async def test_each_beat_is_recorded_once(fakes: FakeTools, desk: Any) -> None:
    first = await record_voice(BRIEF, SCRIPT, desk=desk())
    again = await record_voice(BRIEF, SCRIPT, desk=desk())
    assert first == again
    assert len(fakes.voice.spoken) == 3
    assert all(
        fakes.tools.takes.path(beat.audio).stat().st_size > 44
        for scene in first.scenes
        for beat in scene.beats
    )


async def test_a_language_that_no_voice_speaks_is_said(desk: Any) -> None:
    with pytest.raises(ProviderError, match="no voice speaks tlh"):
        await record_voice(BRIEF.model_copy(update={"language": "tlh"}), SCRIPT, desk=desk())


async def test_one_changed_word_voices_one_beat_and_draws_one_scene(fakes: FakeTools, desk: Any) -> None:
    await film_of(SCRIPT, desk)
    fakes.voice.spoken.clear()
    fakes.renderer.drawn.clear()
    await film_of(with_word_changed(SCRIPT), desk)
    assert fakes.voice.spoken == ["Aspirin blocks it."]
    assert fakes.renderer.drawn == ["s2"]


async def test_the_same_film_is_neither_drawn_nor_assembled_twice(fakes: FakeTools, desk: Any) -> None:
    assert await film_of(SCRIPT, desk) == await film_of(SCRIPT, desk)
    assert sorted(fakes.renderer.drawn) == ["s1", "s2"]
    assert len(fakes.assembler.cuts) == 1


async def test_a_failed_scene_is_named_with_its_cause_and_the_others_stay(
    fakes: FakeTools, desk: Any
) -> None:
    fakes.renderer.failing = {"s2": "the brush broke"}
    with pytest.raises(ScenesFailedError, match=r"'s2' could not be made: the brush broke") as caught:
        await film_of(SCRIPT, desk)
    assert [failure.scene_id for failure in caught.value.failures] == ["s2"]
    fakes.renderer.failing = {}
    fakes.renderer.drawn.clear()
    await film_of(SCRIPT, desk)
    assert fakes.renderer.drawn == ["s2"]


async def test_scenes_are_as_long_as_their_voice_with_breath(fakes: FakeTools, desk: Any) -> None:
    voice = await record_voice(BRIEF, SCRIPT, desk=desk())
    film = await render_film(BRIEF, PLAN, SCRIPT, SHOTS, voice, desk=desk())
    timings = [time_scene(scene, BRIEF.format) for scene in voice.scenes]
    assert [clip.length for clip in film.cut.picture.clips] == [timing.length for timing in timings]
    assert film.cut.length == sum(timing.length for timing in timings)
    starts = [clip.start for clip in film.cut.voice.clips]
    assert starts == [
        timings[0].voice_starts[0],
        *(timings[0].length + start for start in timings[1].voice_starts),
    ]


async def test_sidecar_captions_follow_the_cut_even_when_none_are_drawn(fakes: FakeTools, desk: Any) -> None:
    film = await film_of(SCRIPT, desk, BRIEF.model_copy(update={"captions": "off"}))
    spoken = " ".join(line for cue in film.cut.captions for line in cue.lines)
    assert spoken == " ".join(scene.text for scene in SCRIPT.scenes)


async def test_a_films_notes_say_that_its_voice_is_a_draft(desk: Any) -> None:
    film = await film_of(SCRIPT, desk)
    assert film.draft_voice
    assert any("draft voice" in note for note in film.notes)


async def test_the_tone_chooses_the_music_and_the_brief_may_choose_another_or_none(desk: Any) -> None:
    async def music(**asked: Any) -> MusicBed | OwnMusic | None:
        return (await film_of(SCRIPT, desk, BRIEF.model_copy(update=asked))).cut.music

    assert await music(tone="playful", seed=3) == MusicBed(seed=3, mood="playful")
    assert await music(tone="playful", mood="urgent", seed=3) == MusicBed(seed=3, mood="urgent")
    assert await music(mood="none") is None


async def test_own_music_is_in_the_cut_and_in_the_credits(desk: Any) -> None:
    brief = BRIEF.model_copy(update={"music": "a" * 32, "music_title": "Morning.mp3"})
    cut = (await film_of(SCRIPT, desk, brief)).cut
    assert isinstance(cut.music, OwnMusic)
    assert (cut.music.file.key, cut.music.file.name) == ("a" * 32, MUSIC)
    assert cut.music_credits == (Credit(provider="own", title="Morning.mp3"),)


async def test_other_sound_draws_no_scene_again(fakes: FakeTools, desk: Any) -> None:
    await film_of(SCRIPT, desk)
    fakes.renderer.drawn.clear()
    other = {"platform": "broadcast", "mood": "urgent", "transition_sounds": True}
    film = await film_of(SCRIPT, desk, BRIEF.model_copy(update=other))
    assert fakes.renderer.drawn == []
    assert film.cut.loudness == PLATFORMS["broadcast"]
    assert len(fakes.assembler.cuts) == 2


async def test_transition_sounds_are_off_unless_asked_for_and_lie_between_words(desk: Any) -> None:
    assert (await film_of(SCRIPT, desk)).cut.sounds == ()
    cut = (await film_of(SCRIPT, desk, BRIEF.model_copy(update={"transition_sounds": True}))).cut
    assert len(cut.sounds) == len(SCRIPT.scenes) - 1
    seconds = cut.frame.seconds
    for sound in cut.sounds:
        for clip in cut.voice.clips:
            start, end = seconds(clip.start), seconds(clip.start + clip.length)
            assert sound.start + sound.seconds < start or sound.start > end - 0.5 / cut.frame.fps
