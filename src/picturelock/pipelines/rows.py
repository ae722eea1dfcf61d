"""The stages that video types share, as rows."""

from dataclasses import replace

from picturelock.domain.cut import Film
from picturelock.domain.scene import ScenePlan
from picturelock.domain.script import Script
from picturelock.domain.shot import Shots
from picturelock.domain.voice import VoiceTakes
from picturelock.engine.production import Limits
from picturelock.pipelines.edits.scenes import edit_scenes
from picturelock.pipelines.edits.script import edit_script
from picturelock.pipelines.edits.shots import edit_animations, edit_visuals
from picturelock.pipelines.edits.voice import edit_voice
from picturelock.pipelines.pipeline import Stage
from picturelock.pipelines.showing import show_film, show_scenes, show_script, show_shots, show_voice
from picturelock.stages.animations import animate_shots
from picturelock.stages.scenes import plan_scenes
from picturelock.stages.script import write_script
from picturelock.stages.shapes import render_shapes
from picturelock.stages.tts import record_voice
from picturelock.stages.visuals import choose_visuals

# Far beyond what they take: these end what hangs. A model on one's own machine may need many minutes.
_WRITTEN = Limits(timeout=30 * 60)
_RECORDED = Limits(timeout=60 * 60)
_DRAWN = Limits(timeout=4 * 60 * 60)

SCENES = Stage(
    "scenes",
    makes=ScenePlan,
    by=plan_scenes,
    needs=("brief",),
    shows=show_scenes,
    queue="write",
    edits=edit_scenes,
    limits=_WRITTEN,
)
SCRIPT = Stage(
    "script",
    makes=Script,
    by=write_script,
    needs=("brief", "scenes"),
    shows=show_script,
    queue="write",
    edits=edit_script,
    limits=_WRITTEN,
)
VISUALS = Stage(
    "visuals",
    makes=Shots,
    by=choose_visuals,
    needs=("brief", "scenes", "script"),
    shows=show_shots,
    queue="draw",
    edits=edit_visuals,
    limits=_RECORDED,
)
ANIMATIONS = Stage(
    "animations",
    makes=Shots,
    by=animate_shots,
    needs=("brief", "scenes", "script", "visuals"),
    shows=show_shots,
    queue="draw",
    edits=edit_animations,
    instead="visuals",
    limits=_RECORDED,
)
TTS = Stage(
    "tts",
    makes=VoiceTakes,
    by=record_voice,
    needs=("brief", "script"),
    shows=show_voice,
    queue="voice",
    edits=edit_voice,
    limits=_RECORDED,
)
RENDER = Stage(
    "render",
    makes=Film,
    by=render_shapes,
    needs=("brief", "scenes", "script", "visuals", "tts"),
    shows=show_film,
    queue="draw",
    limits=_DRAWN,
)
ANIMATED_RENDER = replace(RENDER, needs=("brief", "scenes", "script", "animations", "tts"))
