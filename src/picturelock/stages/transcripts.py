"""The transcript of a film, from what was said, shown and accepted."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from picturelock.domain.cut import Cut
from picturelock.domain.drawing import TemplateCard
from picturelock.domain.scene import ScenePlan
from picturelock.domain.script import Script
from picturelock.domain.shot import Shot, Shots
from picturelock.domain.transcript import FILES, Acceptance, Transcript, TranscriptBeat, TranscriptScene
from picturelock.domain.voice import VoiceTakes
from picturelock.writing.transcript.page import transcript_page
from picturelock.writing.transcript.plain import transcript_text

VIDEO = "film.mp4"
# What is no text to read in props, whatever it is called in the schema.
_NOT_READ = frozenset({"smiles", "pattern", "color", "colour", "icon"})


def transcript_of(
    cut: Cut,
    plan: ScenePlan,
    script: Script,
    shots: Shots,
    voice: VoiceTakes,
    *,
    accepted_by: Mapping[str, str],
    notes: tuple[str, ...],
) -> Transcript:
    """What is said when, and by whom the film was made; what is seen is added by ``with_pictures``."""
    starts = {clip.name: cut.frame.seconds(clip.start) for clip in (*cut.voice.clips, *cut.picture.clips)}
    titles = {scene.id: scene.title for scene in plan.scenes}
    return Transcript(
        title=cut.title,
        language=cut.language,
        seconds=cut.frame.seconds(cut.length),
        video=VIDEO,
        scenes=tuple(
            TranscriptScene(
                title=titles[scene.scene_id],
                seconds=starts[scene.scene_id],
                beats=tuple(
                    TranscriptBeat(seconds=starts[beat.id], text=beat.text, sources=beat.sources)
                    for beat in scene.beats
                ),
            )
            for scene in script.scenes
        ),
        credits=tuple(
            dict.fromkeys(
                [*(shot.footage.credit for shot in shots.shots if shot.footage), *cut.music_credits]
            )
        ),
        writer=script.writer,
        voice=voice.voice,
        draft_voice=voice.draft,
        accepted=tuple(Acceptance(stage=stage, by=by) for stage, by in accepted_by.items()),
        notes=notes,
    )


def with_pictures(
    transcript: Transcript, shots: Shots, catalogue: Mapping[tuple[str, str], TemplateCard]
) -> Transcript:
    """The transcript with what is seen.

    Args:
        transcript: one scene for each shot.
        shots: the shots.
        catalogue: the templates by engine and name; a shot whose template is not there only has its words.
    """
    scenes = tuple(
        scene.model_copy(update=_seen(shot, catalogue.get((shot.engine, shot.template))))
        for scene, shot in zip(transcript.scenes, shots.shots, strict=True)
    )
    return transcript.model_copy(update={"scenes": scenes})


def write_transcript(transcript: Transcript, to: Path) -> None:
    """Write ``transcript.txt`` and ``transcript.html`` into the folder ``to``."""
    for name, text in zip(FILES, (transcript_text(transcript), transcript_page(transcript)), strict=True):
        (to / name).write_text(text, encoding="utf-8", newline="\n")


def _seen(shot: Shot, card: TemplateCard | None) -> dict[str, object]:
    choices = frozenset(_choices(card.props_schema)) if card else frozenset[str]()
    words = tuple(dict.fromkeys(_texts(shot.props, choices)))
    return {"shows": card.shows if card else "", "words": words}


def _texts(value: Any, choices: frozenset[str]) -> Iterator[str]:
    """The texts in props that a viewer reads: none that is one of a schema's own words."""
    if isinstance(value, str):
        if value.strip() and value not in choices and not value.startswith("#"):
            yield value
    elif isinstance(value, dict):
        for name, one in value.items():  # pyright: ignore[reportUnknownVariableType]
            if name not in _NOT_READ:
                yield from _texts(one, choices)
    elif isinstance(value, list):
        for one in value:  # pyright: ignore[reportUnknownVariableType]
            yield from _texts(one, choices)


def _choices(schema: Any) -> Iterator[str]:
    """Every word that a schema lets one choose from."""
    if isinstance(schema, dict):
        for name, one in schema.items():  # pyright: ignore[reportUnknownVariableType]
            if name == "enum" and isinstance(one, list):
                yield from (str(word) for word in one)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
            elif name == "const":
                yield str(one)  # pyright: ignore[reportUnknownArgumentType]
            else:
                yield from _choices(one)
    elif isinstance(schema, list):
        for one in schema:  # pyright: ignore[reportUnknownVariableType]
            yield from _choices(one)
