"""The render stage: each scene drawn at the length of its voice, then joined, mixed and checked."""

import asyncio
from pathlib import Path

from picturelock.domain.brief import Brief
from picturelock.domain.captions import caption_cues, shift
from picturelock.domain.cut import Clip, Cut, Film, MusicBed, OwnMusic, Track
from picturelock.domain.digest import digest
from picturelock.domain.drawing import CaptionCue, Drawn, DrawOrder
from picturelock.domain.errors import PicturelockError, SceneError, ScenesFailedError
from picturelock.domain.scene import ScenePlan
from picturelock.domain.script import Script
from picturelock.domain.shot import Artifact, Shots
from picturelock.domain.timing import SceneTiming, time_scene
from picturelock.domain.tone import mood_of
from picturelock.domain.transcript import FILES as TRANSCRIPTS
from picturelock.domain.transcript import Transcript
from picturelock.domain.transition_sounds import LaidSound, laid_sounds
from picturelock.domain.translation import translation_notes
from picturelock.domain.voice import VoiceTakes
from picturelock.ports.films import Assembled
from picturelock.ports.progress import Progress
from picturelock.stages.cover import cover_of
from picturelock.stages.desk import Desk
from picturelock.stages.drawing import drawn_scene, order_scene
from picturelock.stages.subtitles import sidecars, subtitled
from picturelock.stages.transcripts import transcript_of, with_pictures, write_transcript

# The share of the work that is drawing; joining, mixing and checking are the rest.
DRAWING_SHARE = 0.9
_FACTS = "assembled.json"
# Who accepts what nobody was asked about.
AUTOMATIC = "automatic"


async def render_film(
    brief: Brief, scenes: ScenePlan, script: Script, visuals: Shots, tts: VoiceTakes, *, desk: Desk[Film]
) -> Film:
    """Draw every scene and assemble the film, with the files beside it that tell what is said.

    Raises:
        ScenesFailedError: some scenes could not be drawn; the drawn ones are kept and not drawn again.
        ProviderError: joining or mixing failed.
    """
    timings = [time_scene(voice, brief.format) for voice in tts.scenes]
    orders = [
        order_scene(
            visuals.shot(timing.scene_id), timing, visuals.look, brief, brief.format, opens=place == 0
        )
        for place, timing in enumerate(timings)
    ]
    drawn = await _draw_all(orders, desk)
    cut = _cut(scenes.title, brief, timings, drawn, tts)
    if brief.transition_sounds:
        cut = cut.model_copy(update={"sounds": _between_scenes(cut, visuals, tts)})
    cut = subtitled(cut, brief, script, timings, visuals.look)
    notes = _notes(scenes, script, visuals, tts, desk)
    transcript = transcript_of(cut, scenes, script, visuals, tts, accepted_by=desk.accepted_by, notes=notes)
    film, assembled = await _assembled(cut, transcript, visuals, desk)
    cover = await cover_of(Artifact(key=film, name="film.mp4"), cut, orders, tools=desk.tools)
    return Film(
        video=Artifact(key=film, name="film.mp4"),
        poster=cover.poster,
        thumbnail=cover.thumbnail,
        srt=Artifact(key=film, name="script.srt"),
        vtt=Artifact(key=film, name="script.vtt"),
        sidecars=sidecars(cut, film, TRANSCRIPTS),
        cut=cut,
        seconds=assembled.seconds,
        size_bytes=assembled.size_bytes,
        writer=scenes.writer,
        voice=tts.voice,
        draft_voice=tts.draft,
        qc=assembled.qc,
        notes=notes,
    )


def _notes(
    scenes: ScenePlan, script: Script, visuals: Shots, tts: VoiceTakes, desk: Desk[Film]
) -> tuple[str, ...]:
    person = desk.accepted_by.get("script", AUTOMATIC)
    translated = translation_notes(
        script.translations, script.sentences, accepted_by=None if person == AUTOMATIC else person
    )
    return tuple(dict.fromkeys((*scenes.notes, *visuals.notes, *tts.notes, *translated)))


async def _draw_all(orders: list[DrawOrder], desk: Desk[Film]) -> list[Drawn]:
    total = sum(order.length for order in orders)
    done = dict.fromkeys((order.shot.scene_id for order in orders), 0)

    async def draw(order: DrawOrder) -> Drawn:
        scene_id = order.shot.scene_id

        def report(frames: int) -> None:
            done[scene_id] = frames
            share = DRAWING_SHARE * min(1.0, sum(done.values()) / total)
            desk.report(Progress(done=share, scene_id=scene_id, message="drawing"))

        drawn = await drawn_scene(order, tools=desk.tools, report=report)
        report(order.length)
        return drawn

    results = await asyncio.gather(*(draw(order) for order in orders), return_exceptions=True)
    failures = [
        _as_scene_error(order, result)
        for order, result in zip(orders, results, strict=True)
        if isinstance(result, BaseException)
    ]
    if failures:
        raise ScenesFailedError(failures)
    return [result for result in results if isinstance(result, Drawn)]


def _as_scene_error(order: DrawOrder, error: BaseException) -> SceneError:
    if isinstance(error, SceneError):
        return error
    if isinstance(error, PicturelockError):
        return SceneError(order.shot.scene_id, str(error), retryable=error.retryable)
    raise error


def _cut(title: str, brief: Brief, timings: list[SceneTiming], drawn: list[Drawn], voice: VoiceTakes) -> Cut:
    frame = brief.format
    pictures: list[Clip] = []
    spoken: list[Clip] = []
    captions: list[CaptionCue] = []
    start = 0
    for timing, scene in zip(timings, drawn, strict=True):
        pictures.append(
            Clip(
                media=scene.video,
                start=start,
                length=timing.length,
                name=timing.scene_id,
                seen=scene.seen,
            )
        )
        for take, at in zip(voice.scene(timing.scene_id).beats, timing.voice_starts, strict=True):
            length = max(1, frame.frames(take.seconds))
            spoken.append(Clip(media=take.audio, start=start + at, length=length, name=take.beat_id))
        cues = caption_cues(
            timing.words, timing.length, frame.fps, frame.caption_line, language=brief.spoken_language
        )
        captions.extend(shift(cues, start))
        start += timing.length
    return Cut(
        title=title,
        language=brief.spoken_language,
        frame=frame,
        length=start,
        picture=Track(kind="picture", clips=tuple(pictures)),
        voice=Track(kind="voice", clips=tuple(spoken)),
        captions=tuple(captions),
        music=_music(brief),
        loudness=brief.loudness,
    )


def _music(brief: Brief) -> MusicBed | OwnMusic | None:
    if brief.own_music is not None:
        return OwnMusic(file=brief.own_music, title=brief.music_title)
    if brief.mood == "none":
        return None
    return MusicBed(seed=brief.seed, mood=brief.mood or mood_of(brief.tone))


def _between_scenes(cut: Cut, shots: Shots, voice: VoiceTakes) -> tuple[LaidSound, ...]:
    """The sounds for the transitions that the shots begin with."""
    seconds = cut.frame.seconds
    lengths = {take.beat_id: take.seconds for scene in voice.scenes for take in scene.beats}
    spoken = [(seconds(clip.start), seconds(clip.start) + lengths[clip.name]) for clip in cut.voice.clips]
    motions = [(clip.start, shots.shot(clip.name).motion) for clip in cut.picture.clips[1:]]
    return laid_sounds(
        [(seconds(start), motion.transition if motion else "fade") for start, motion in motions], spoken
    )


async def _assembled(
    cut: Cut, transcript: Transcript, shots: Shots, desk: Desk[Film]
) -> tuple[str, Assembled]:
    tools = desk.tools
    # What a template shows is told in its own words, which are part of its engine's version.
    engines = sorted({shot.engine for shot in shots.shots})
    versions = [tools.renderers[engine].version for engine in engines]
    key = digest("film", tools.assembler.version, versions, cut, transcript)

    def scaled(progress: Progress) -> None:
        done = DRAWING_SHARE + (1 - DRAWING_SHARE) * progress.done
        desk.report(progress.model_copy(update={"done": done}))

    async def make(folder: Path) -> None:
        facts = await tools.assembler.assemble(cut, to=folder, report=scaled)
        cards = [card for engine in engines for card in await tools.renderers[engine].catalogue()]
        seen = with_pictures(transcript, shots, {(card.engine, card.name): card for card in cards})
        await asyncio.to_thread(write_transcript, seen, folder)
        (folder / _FACTS).write_text(facts.model_dump_json(), encoding="utf-8")

    folder = await tools.takes.take(key, make)
    return key, Assembled.model_validate_json((folder / _FACTS).read_text(encoding="utf-8"))
