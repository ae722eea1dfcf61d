"""The tts stage: every beat is spoken and recorded, with the time of each word."""

import asyncio
from pathlib import Path

from picturelock.domain.brief import Brief
from picturelock.domain.digest import digest
from picturelock.domain.errors import PicturelockError
from picturelock.domain.pronunciation import Pronunciation
from picturelock.domain.script import Beat, Script
from picturelock.domain.shot import Artifact
from picturelock.domain.voice import BeatTake, SceneVoice, VoiceTakes
from picturelock.ports.films import Voice
from picturelock.ports.progress import Progress
from picturelock.stages.desk import Desk

_FACTS = "beat.json"


# Two beats at a time: a voice runs as a process on one core.
AT_ONCE = 2


async def record_voice(brief: Brief, script: Script, *, desk: Desk[VoiceTakes]) -> VoiceTakes:
    """Record the narration, each beat once, with what this film was taught. Raises ``ProviderError``."""
    taught = desk.previous.pronunciations if desk.previous else ()
    return await record_with(brief, script, taught, desk=desk)


async def record_with(
    brief: Brief, script: Script, taught: tuple[Pronunciation, ...], *, desk: Desk[VoiceTakes]
) -> VoiceTakes:
    """Record the narration with these pronunciations. What was recorded so before is not spoken again.

    Raises:
        ProviderError: the first that went wrong; what the other beats gave is kept.
    """
    voice = desk.tools.voices.speaker(brief.spoken_language)
    beats = [(scene.scene_id, beat) for scene in script.scenes for beat in scene.beats]
    turns = asyncio.Semaphore(AT_ONCE)
    takes: dict[str, BeatTake] = {}
    failures: list[PicturelockError] = []

    async def record(scene_id: str, beat: Beat) -> None:
        async with turns:
            if failures:
                return
            desk.report(Progress(done=len(takes) / len(beats), scene_id=scene_id, message="recording"))
            try:
                takes[beat.id] = await _recorded(beat, voice, script.pace, taught, desk)
            except PicturelockError as error:
                # What is being spoken meanwhile is kept: it may have cost somebody money.
                failures.append(error)

    async with asyncio.TaskGroup() as group:
        for scene_id, beat in beats:
            group.create_task(record(scene_id, beat))
    if failures:
        raise failures[0]
    scenes = tuple(
        SceneVoice(scene_id=scene.scene_id, beats=tuple(takes[beat.id] for beat in scene.beats))
        for scene in script.scenes
    )
    notes = ("The voice is a draft voice: replace it before publication.",) if voice.draft else ()
    return VoiceTakes(scenes=scenes, voice=voice.name, draft=voice.draft, notes=notes, pronunciations=taught)


async def _recorded(
    beat: Beat, voice: Voice, pace: float, taught: tuple[Pronunciation, ...], desk: Desk[VoiceTakes]
) -> BeatTake:
    # The text and how it is read out decide how it sounds: the same sentence elsewhere is the same recording,
    # and a word that is taught changes the sentences that hold it alone.
    reading = voice.reads(beat.text, taught)
    key = digest("beat", voice.name, pace, beat.text, reading)

    async def make(folder: Path) -> None:
        spoken = await voice.speak(beat, pace=pace, to=folder, pronunciations=taught)
        kept = spoken.model_copy(update={"audio": Artifact(key=key, name=spoken.audio.name)})
        (folder / _FACTS).write_text(kept.model_dump_json(), encoding="utf-8")

    folder = await desk.tools.takes.take(key, make)
    kept = BeatTake.model_validate_json((folder / _FACTS).read_text(encoding="utf-8"))
    return kept.model_copy(update={"beat_id": beat.id})
