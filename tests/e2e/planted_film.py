"""A small real film, and what is needed to spoil it: its cut, what is known of it, and ffmpeg."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import av

from picturelock.domain.cut import Cut, Film
from picturelock.domain.frozen import JsonObject
from picturelock.domain.quality import QualityReport
from picturelock.domain.rework import Rework
from picturelock.domain.scene import Scene, ScenePlan
from picturelock.domain.script import Beat, SceneScript, Script
from picturelock.domain.shot import Engine, Shot, Shots
from picturelock.domain.voice import VoiceTakes
from picturelock.pipelines.moa import MoaBrief
from picturelock.ports.films import Tools
from picturelock.ports.progress import Progress
from picturelock.providers.film.ffmpeg import ffmpeg, picture_encoder
from picturelock.providers.quality.inspection import Known
from picturelock.providers.quality.kept import known_of
from picturelock.settings import Settings
from picturelock.stages.desk import Desk
from picturelock.stages.render import render_film
from picturelock.stages.tts import record_voice
from picturelock.wiring import open_tools

WRITER = "a test"
SAID = {
    "s1": ("This is how aspirin eases pain.",),
    "s2": ("Aspirin can make bleeding more likely.", "Tell your doctor about other medicines."),
    "s3": ("Where does it come from, and who tests it?",),
}
SHOWN: dict[str, tuple[Engine, str, JsonObject]] = {
    "s1": ("manim", "title", {"title": "How aspirin eases pain", "kicker": "Aspirin"}),
    "s2": (
        "manim",
        "key_points",
        {
            "title": "Keep in mind",
            "points": [
                {"text": "Aspirin can make bleeding more likely", "sign": "drop"},
                {"text": "Tell your doctor about other medicines", "sign": "pill"},
            ],
        },
    ),
    "s3": (
        "manim",
        "key_points",
        {
            "title": "Good questions",
            "points": [{"text": "Where does it come from?", "beat": 0}, {"text": "Who tests it?", "beat": 0}],
        },
    ),
}


@dataclass(frozen=True)
class Real:
    """The film as it was made: its file, its cut, what is known of it, and what quality control found."""

    file: Path
    cut: Cut
    known: Known
    report: QualityReport

    def at(self, scene: str, seconds: float = 0.0) -> float:
        """So many seconds into a scene, in seconds of the film."""
        clip = next(clip for clip in self.cut.picture.clips if clip.name == scene)
        return self.cut.frame.seconds(clip.start) + seconds

    def said(self, captions: Path) -> Known:
        """What is known, with another caption file."""
        return replace(self.known, captions=captions)


async def make_film(home: Path) -> Real:
    """Record, draw and assemble the film."""
    settings = Settings.model_validate({"PICTURELOCK_HOME": home, "PICTURELOCK_VOICE": "espeak"})
    async with open_tools(settings) as tools:
        voice, film = await _made(tools)
        folder = tools.takes.path(film.video).parent
        known = await asyncio.to_thread(known_of, film.cut, tools.takes.path, folder / "script.srt")
    assert len(known.voices) == sum(len(scene.beats) for scene in voice.scenes)
    return Real(folder / "film.mp4", film.cut, known, film.qc)


async def _made(tools: Tools) -> tuple[VoiceTakes, Film]:
    brief = MoaBrief(video_type="moa", drug_name="Aspirin", condition="pain", quality="low")
    scenes = tuple(Scene(id=name, title=name, purpose="to be seen", role="part") for name in SAID)
    script = Script(
        scenes=tuple(
            SceneScript(
                scene_id=name,
                beats=tuple(Beat(id=f"{name}b{place + 1}", text=text) for place, text in enumerate(texts)),
            )
            for name, texts in SAID.items()
        ),
        writer=WRITER,
    )
    shots = tuple(
        Shot(scene_id=name, engine=engine, template=template, props=props)
        for name, (engine, template, props) in SHOWN.items()
    )
    desk: dict[str, object] = {"tools": tools, "report": _quiet, "engine": "manim", "rework": Rework()}
    voice = await record_voice(brief, script, desk=Desk[VoiceTakes](**desk))  # pyright: ignore[reportArgumentType]
    film = await render_film(
        brief,
        ScenePlan(title="Aspirin", scenes=scenes, writer=WRITER),
        script,
        Shots(shots=shots, look=brief.look, writer=WRITER),
        voice,
        desk=Desk[Film](**desk),  # pyright: ignore[reportArgumentType]
    )
    return voice, film


def _quiet(_: Progress) -> None:
    return


async def respoiled(real: Real, to: Path, *, picture: str = "", sound: str = "") -> Path:
    """The film with filters over its picture or its sound; what has none is as it was."""
    encoder = [one for one in picture_encoder(real.cut.frame) if one not in ("-an", "-bitexact")]
    rate = encoder.index("-r")
    # Frames keep their times, also where some were taken out.
    encoder[rate : rate + 2] = ["-fps_mode", "passthrough"]
    chain = picture if ";" in picture else f"[0:v]{picture}[v]"
    video = (
        ["-filter_complex", chain, "-map", "[v]", *encoder] if picture else ["-map", "0:v", "-c:v", "copy"]
    )
    audio = ["-af", sound, "-c:a", "aac", "-b:a", "192k"] if sound else ["-c:a", "copy"]
    return await remuxed(real, to, [*video, "-map", "0:a", *audio])


async def remuxed(real: Real, to: Path, arguments: Sequence[str], *, flags: str = "+faststart") -> Path:
    """The film through ffmpeg."""
    muxing = ["-movflags", flags] if flags else []
    await ffmpeg("-i", str(real.file), *arguments, *muxing, str(to))
    return to


def damaged(real: Real, to: Path, second: float) -> Path:
    """A copy in which the bytes of the picture after a second are others."""
    with av.open(str(real.file)) as film:
        stream = film.streams.video[0]
        assert stream.time_base is not None
        base = stream.time_base
        places = [
            (packet.pos, packet.size)
            for packet in film.demux(stream)
            if packet.pts is not None and float(packet.pts * base) >= second and packet.pos
        ]
    whole = bytearray(real.file.read_bytes())
    for first, size in places[:2]:
        whole[first + size // 4 : first + size] = b"\xa5" * (size - size // 4)
    to.write_bytes(whole)
    return to
