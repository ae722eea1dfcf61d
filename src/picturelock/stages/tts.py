"""The tts stage: every beat is spoken and recorded, with the time of each word."""

import asyncio
from pathlib import Path

from picturelock.domain.brief import Brief
from picturelock.domain.digest import digest
from picturelock.domain.script import Beat, Script
from picturelock.domain.shot import Artifact
from picturelock.domain.voice import BeatTake, SceneVoice, VoiceTakes
from picturelock.ports.films import Takes, Voice
from picturelock.ports.progress import Progress
from picturelock.stages.desk import Desk

_FACTS = "beat.json"


# Two beats at a time: a voice runs as a process on one core.
AT_ONCE = 2


async def record_voice(brief: Brief, script: Script, *, desk: Desk[VoiceTakes]) -> VoiceTakes:
    """Record the narration, each beat once. Raises ``ProviderError``."""
    language = brief.spoken_language
    voice = desk.tools.voices.speaker(language)
    beats = [(scene.scene_id, beat) for scene in script.scenes for beat in scene.beats]
    turns = asyncio.Semaphore(AT_ONCE)
    recorded = 0

    async def record(scene_id: str, beat: Beat) -> BeatTake:
        nonlocal recorded
        async with turns:
            desk.report(Progress(done=recorded / len(beats), scene_id=scene_id, message="recording"))
            take = await _recorded(beat, voice, language, script.pace, desk.tools.takes)
        recorded += 1
        return take

    try:
        async with asyncio.TaskGroup() as group:
            tasks = {beat.id: group.create_task(record(scene_id, beat)) for scene_id, beat in beats}
    except ExceptionGroup as failures:
        # The rest was cancelled because of the first; the engine knows its error, not a group.
        raise failures.exceptions[0] from failures
    scenes = tuple(
        SceneVoice(scene_id=scene.scene_id, beats=tuple(tasks[beat.id].result() for beat in scene.beats))
        for scene in script.scenes
    )
    notes = ("The voice is a draft voice: replace it before publication.",) if voice.draft else ()
    return VoiceTakes(scenes=scenes, voice=voice.name, draft=voice.draft, notes=notes)


async def _recorded(beat: Beat, voice: Voice, language: str, pace: float, takes: Takes) -> BeatTake:
    # The beat's text alone decides how it sounds: the same sentence elsewhere is the same recording.
    key = digest("beat", voice.name, language, pace, beat.text)

    async def make(folder: Path) -> None:
        spoken = await voice.speak(beat, language=language, pace=pace, to=folder)
        kept = spoken.model_copy(update={"audio": Artifact(key=key, name=spoken.audio.name)})
        (folder / _FACTS).write_text(kept.model_dump_json(), encoding="utf-8")

    folder = await takes.take(key, make)
    kept = BeatTake.model_validate_json((folder / _FACTS).read_text(encoding="utf-8"))
    return kept.model_copy(update={"beat_id": beat.id})
