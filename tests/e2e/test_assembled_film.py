"""A small film, really assembled and then decoded: what a person would see and hear of it."""

import asyncio
import wave
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
import pysubs2
import pytest
from numpy.typing import NDArray

from picturelock.domain.cut import Clip, Cut, MusicBed, OwnMusic, Track
from picturelock.domain.drawing import CaptionCue
from picturelock.domain.errors import ProviderError, SceneError
from picturelock.domain.frames import FrameFormat
from picturelock.domain.quality import QualityReport
from picturelock.domain.shot import Artifact
from picturelock.domain.sound import PLATFORMS
from picturelock.ports.films import Assembled
from picturelock.ports.progress import Progress
from picturelock.providers.film.assembler import FilmAssembler
from picturelock.providers.film.ffmpeg import ffmpeg, picture_encoder
from picturelock.providers.quality.inspection import inspect
from picturelock.providers.quality.kept import known_of

RATE = 48_000
FRAME = FrameFormat(width=854, height=480, fps=15)
SCENES = 3
SCENE = 3 * FRAME.fps
# Speech in the second scene only, so that the music is heard alone before and after it.
VOICE_AT, VOICE_SECONDS, VOICE_TONE = SCENE + 5, 2.4, 3_000


def artifact(name: str) -> Artifact:
    return Artifact(key="0" * 32, name=name)


@dataclass(frozen=True)
class Made:
    """A folder with a film, what was cut, and what the assembler said."""

    folder: Path
    cut: Cut
    assembled: Assembled
    progress: list[Progress]

    @property
    def film(self) -> Path:
        return self.folder / "film.mp4"


def cut_of(frames: int = SCENE, **changes: object) -> Cut:
    clips = tuple(
        Clip(media=artifact(f"scene{place}.mp4"), start=place * frames, length=frames, name=f"s{place + 1}")
        for place in range(SCENES)
    )
    cut = Cut(
        title="Ein Film über 'alles'",
        frame=FRAME,
        length=SCENES * frames,
        picture=Track(kind="picture", clips=clips),
        voice=Track(
            kind="voice",
            clips=(Clip(media=artifact("voice.wav"), start=VOICE_AT, length=36, name="s2b1"),),
        ),
        captions=(
            CaptionCue(start=VOICE_AT, end=VOICE_AT + 14, lines=("One thought,",)),
            CaptionCue(start=VOICE_AT + 14, end=VOICE_AT + 36, lines=("in two lines", "and two cues.")),
        ),
        music=MusicBed(seed=4, mood="calm"),
    )
    return cut.model_copy(update=changes)


async def draw_scene(source: str, to: Path, frames: int = SCENE) -> None:
    size = f"s={FRAME.width}x{FRAME.height}:r={FRAME.fps}"
    await ffmpeg(
        *["-f", "lavfi", "-i", f"{source}{size}", "-frames:v", str(frames)], *picture_encoder(FRAME), str(to)
    )


def record(to: Path) -> None:
    """Bursts of a tone well above the music, as loud and quiet as syllables."""
    time = np.arange(round(VOICE_SECONDS * RATE)) / RATE
    syllables = np.clip(np.sin(2 * np.pi * 4 * time), 0, 1) ** 0.5
    sound = 0.3 * syllables * np.sin(2 * np.pi * VOICE_TONE * time)
    with wave.open(str(to), "wb") as opened:
        opened.setparams((1, 2, RATE, 0, "NONE", ""))
        opened.writeframes((sound * 32767).astype("<i2").tobytes())


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    takes = tmp_path_factory.mktemp("takes")
    record(takes / "voice.wav")
    folder = takes / "film"
    folder.mkdir()
    progress: list[Progress] = []

    async def make() -> Assembled:
        for place in range(SCENES):
            await draw_scene("testsrc2=", takes / f"scene{place}.mp4")
        assembler = FilmAssembler(lambda media: takes / media.name)
        return await assembler.assemble(cut_of(), to=folder, report=progress.append)

    assembled = asyncio.run(make())
    yield Made(folder, cut_of(), assembled, progress)


def heard(film: Path) -> NDArray[np.float32]:
    """The sound as stereo, shape ``(samples, 2)``, cut to where the container says it ends."""
    with av.open(str(film)) as opened:
        blocks = [frame.to_ndarray().astype(np.float32) for frame in opened.decode(audio=0)]
        length = opened.streams.audio[0].duration or 0
    return np.concatenate(blocks, axis=1).T[:length]


def level(sound: NDArray[np.float32], first: float, last: float, below: float = 1_500) -> float:
    """The level in dB of what lies under ``below`` Hz, from and to seconds."""
    part = sound[round(first * RATE) : round(last * RATE)].mean(axis=1)
    spectrum = np.abs(np.fft.rfft(part * np.hanning(part.size))) ** 2
    return float(10 * np.log10(spectrum[: round(below * part.size / RATE)].sum() / part.size**2))


def failed(report: QualityReport) -> set[str]:
    return {check.name for check in report.checks if check.outcome == "failed"}


async def inspected(made: Made, film: Path, cut: Cut) -> QualityReport:
    known = known_of(cut, lambda media: made.folder.parent / media.name, made.folder / "script.srt")
    return await inspect(film, known)


def test_every_check_of_a_good_film_passes(made: Made) -> None:
    assert made.assembled.qc.findings == ()
    assert failed(made.assembled.qc) == set()
    assert sum(check.outcome == "passed" for check in made.assembled.qc.checks) >= 14
    assert made.assembled.seconds == pytest.approx(9.0, abs=0.01)
    assert made.assembled.size_bytes == made.film.stat().st_size


def test_the_folder_holds_the_film_and_nothing_half_made(made: Made) -> None:
    assert {file.name for file in made.folder.iterdir()} == {
        "film.mp4",
        "script.srt",
        "script.vtt",
        "script.ass",
    }
    assert [progress.done for progress in made.progress] == sorted(p.done for p in made.progress)
    assert made.progress[-1].done == 1.0


def test_every_frame_of_every_scene_is_there_once_and_evenly_spaced(made: Made) -> None:
    with av.open(str(made.film)) as film:
        stamps = [frame.pts for frame in film.decode(video=0)]
        assert film.metadata["title"] == "Ein Film über 'alles'"
        assert film.streams.video[0].time_base is not None
        assert film.streams.video[0].time_base.denominator == 90_000
    assert stamps == [6_000 * place for place in range(made.cut.length)]


def test_the_voice_is_heard_in_its_frame_to_a_millisecond(made: Made) -> None:
    sound = heard(made.film)
    assert sound.shape[0] == 9 * RATE
    lowered = np.abs(np.fft.rfftfreq(sound.shape[0], 1 / RATE) - VOICE_TONE) < 400
    tone = np.abs(np.fft.irfft(np.fft.rfft(sound[:, 0]) * lowered, sound.shape[0]))
    onset = int(np.argmax(tone > 0.05 * tone.max()))
    assert (onset - VOICE_AT * RATE / FRAME.fps) / RATE == pytest.approx(0, abs=0.004)


def test_music_steps_back_under_speech_by_ten_decibels(made: Made) -> None:
    sound = heard(made.film)
    speaking = VOICE_AT / FRAME.fps
    under = level(sound, speaking + 0.1, speaking + VOICE_SECONDS - 0.1)
    before = level(sound, speaking - 1.6, speaking - 0.4)
    assert before - under >= 10


def test_nothing_clicks_where_scenes_join_or_recordings_start(made: Made) -> None:
    sound = heard(made.film).mean(axis=1)
    start = VOICE_AT * RATE // FRAME.fps
    ends = start + round(VOICE_SECONDS * RATE)
    for place in (3 * RATE, 6 * RATE, start, ends):
        near = np.abs(np.diff(sound[place - 240 : place + 240], n=2)).max()
        # The tone itself bends by amplitude x (2 pi f / rate) squared; a click bends far more.
        assert near < 0.05


def test_captions_beside_the_film_say_the_same_at_the_same_time(made: Made) -> None:
    for name in ("script.srt", "script.vtt"):
        cues = pysubs2.load(str(made.folder / name))
        assert [cue.plaintext for cue in cues] == ["One thought,", "in two lines\nand two cues."]
        assert [cue.start for cue in cues] == [
            pytest.approx(1000 * cue.start / FRAME.fps, abs=1) for cue in made.cut.captions
        ]


async def test_a_black_or_frozen_scene_a_loud_mix_and_a_wrong_length_are_all_found(
    made: Made, tmp_path: Path
) -> None:
    await draw_scene("color=black:", tmp_path / "black.mp4")
    still = f"[0:v]trim=end_frame={SCENE},loop=loop=60:size=1:start={SCENE - 1},setpts=N/{FRAME.fps}/TB[a]"
    joined = f"{still};[1:v]setpts=N/{FRAME.fps}/TB[b];[a][b]concat[v];[0:a]volume=9dB[s]"
    spoiled = tmp_path / "spoiled.mp4"
    await ffmpeg(
        *["-i", str(made.film), "-i", str(tmp_path / "black.mp4"), "-filter_complex", joined],
        *[
            "-map",
            "[v]",
            "-map",
            "[s]",
            "-c:v",
            "libx264",
            "-preset",
            "ultrafast",
            "-c:a",
            "aac",
            str(spoiled),
        ],
    )
    report = await inspected(made, spoiled, made.cut)
    assert failed(report) >= {
        "frames",
        "black picture",
        "frozen picture",
        "loudness",
        "true peak",
        "fast start",
    }
    values = {check.name: check.measured for check in report.checks}
    assert values["frames"] == f"{2 * SCENE + 60} frames"
    assert values["black picture"].startswith("7.0")


async def test_a_late_voice_and_overlapping_captions_are_found(made: Made, tmp_path: Path) -> None:
    late = tmp_path / "late.mp4"
    await ffmpeg(
        "-i", str(made.film), "-c:v", "copy", "-af", "adelay=100:all=1", "-movflags", "+faststart", str(late)
    )
    cues = (CaptionCue(start=0, end=20, lines=("a",)), CaptionCue(start=10, end=999, lines=("b",)))
    spoiled = made.cut.model_copy(update={"captions": cues})
    report = await inspected(made, late, spoiled)
    assert failed(report) >= {"voice sync", "captions"}
    late_voice = next(one for one in report.findings if one.check == "voice sync")
    assert (late_voice.scene, late_voice.measured) == ("s2", "+100 ms")


async def test_a_broadcast_film_with_own_music_has_the_loudness_of_broadcasts(
    made: Made, tmp_path: Path
) -> None:
    takes = made.folder.parent
    await ffmpeg("-f", "lavfi", "-i", "sine=f=220:r=48000:d=3", "-ac", "2", str(takes / "music.flac"))
    music = OwnMusic(file=artifact("music.flac"), title="Morning")
    cut = cut_of(music=music, loudness=PLATFORMS["broadcast"])
    assembled = await FilmAssembler(lambda media: takes / media.name).assemble(
        cut, to=tmp_path, report=lambda _: None
    )
    assert failed(assembled.qc) == set()
    loudness = next(check for check in assembled.qc.checks if check.name == "loudness")
    assert loudness.allowed == "-23 ± 0.5 LUFS"


async def test_own_music_that_is_kept_nowhere_is_named(made: Made, tmp_path: Path) -> None:
    takes = made.folder.parent
    files = {f"scene{place}.mp4": takes / f"scene{place}.mp4" for place in range(SCENES)}
    files["voice.wav"] = takes / "voice.wav"
    cut = cut_of(music=OwnMusic(file=artifact("music.flac"), title="Morning"))
    assembler = FilmAssembler(lambda media: files[media.name])
    with pytest.raises(ProviderError, match="the music Morning is missing; upload it again"):
        await assembler.assemble(cut, to=tmp_path, report=lambda _: None)


async def test_a_missing_broken_or_short_scene_is_named(made: Made, tmp_path: Path) -> None:
    takes = made.folder.parent
    (tmp_path / "broken.mp4").write_bytes(b"not a film")
    await draw_scene("testsrc2=", tmp_path / "short.mp4", frames=SCENE - 1)
    for wrong in (tmp_path / "none.mp4", tmp_path / "broken.mp4", tmp_path / "short.mp4"):
        files = {"scene1.mp4": wrong}
        assembler = FilmAssembler(lambda media, files=files: files.get(media.name, takes / media.name))
        with pytest.raises(SceneError, match="'s2'"):
            await assembler.assemble(cut_of(), to=tmp_path, report=lambda _: None)
    assert not (tmp_path / "film.mp4").exists()


async def test_a_recording_at_another_rate_is_refused_by_name(made: Made, tmp_path: Path) -> None:
    takes = made.folder.parent
    with wave.open(str(tmp_path / "voice.wav"), "wb") as opened:
        opened.setparams((1, 2, 22_050, 0, "NONE", ""))
        opened.writeframes(b"\0\0" * 22_050)
    files = {"voice.wav": tmp_path / "voice.wav"}
    assembler = FilmAssembler(lambda media: files.get(media.name, takes / media.name))
    with pytest.raises(ProviderError, match=r"voice\.wav has 22050 Hz"):
        await assembler.assemble(cut_of(), to=tmp_path, report=lambda _: None)
