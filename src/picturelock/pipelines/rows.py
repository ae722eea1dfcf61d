"""The stages that video types share, as rows."""

from picturelock.domain.cut import Film
from picturelock.domain.scene import ScenePlan
from picturelock.domain.script import Script
from picturelock.domain.shot import Shots
from picturelock.domain.voice import VoiceTakes
from picturelock.pipelines.pipeline import Stage
from picturelock.pipelines.showing import show_film, show_scenes, show_script, show_shots, show_voice
from picturelock.stages.animations import animate_shots
from picturelock.stages.render import render_film
from picturelock.stages.scenes import plan_scenes
from picturelock.stages.script import write_script
from picturelock.stages.tts import record_voice
from picturelock.stages.visuals import choose_visuals

SCENES = Stage("scenes", makes=ScenePlan, by=plan_scenes, needs=("brief",), shows=show_scenes)
SCRIPT = Stage("script", makes=Script, by=write_script, needs=("brief", "scenes"), shows=show_script)
VISUALS = Stage(
    "visuals", makes=Shots, by=choose_visuals, needs=("brief", "scenes", "script"), shows=show_shots
)
ANIMATIONS = Stage(
    "animations",
    makes=Shots,
    by=animate_shots,
    needs=("brief", "scenes", "script", "visuals"),
    shows=show_shots,
)
TTS = Stage("tts", makes=VoiceTakes, by=record_voice, needs=("brief", "script"), shows=show_voice)
RENDER = Stage(
    "render", makes=Film, by=render_film, needs=("brief", "scenes", "visuals", "tts"), shows=show_film
)
ANIMATED_RENDER = Stage(
    "render", makes=Film, by=render_film, needs=("brief", "scenes", "animations", "tts"), shows=show_film
)
