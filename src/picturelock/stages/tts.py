"""The tts stage: every beat is spoken and recorded, with the time of each word."""

from pathlib import Path

from picturelock.domain.brief import Brief
from picturelock.domain.digest import digest
from picturelock.domain.script import Beat, Script
from picturelock.domain.shot import Artifact
from picturelock.domain.voice import BeatTake, SceneVoice, VoiceTakes
from picturelock.ports import Progress, Takes, Voice
from picturelock.stages.desk import Desk

_FACTS = "beat.json"


async def record_voice(brief: Brief, script: Script, *, desk: Desk[VoiceTakes]) -> VoiceTakes:
    """Record the narration, each beat once. Raises ``ProviderError``."""
    language = brief.spoken_language
    voice = desk.tools.voices.speaker(language)
    total = sum(len(scene.beats) for scene in script.scenes)
    scenes: list[SceneVoice] = []
    done = 0
    for scene in script.scenes:
        takes: list[BeatTake] = []
        for beat in scene.beats:
            desk.report(Progress(done=done / total, scene_id=scene.scene_id, message="recording"))
            takes.append(await _recorded(beat, voice, language, script.pace, desk.tools.takes))
            done += 1
        scenes.append(SceneVoice(scene_id=scene.scene_id, beats=tuple(takes)))
    notes = ("The voice is a draft voice: replace it before publication.",) if voice.draft else ()
    return VoiceTakes(scenes=tuple(scenes), voice=voice.name, draft=voice.draft, notes=notes)


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
