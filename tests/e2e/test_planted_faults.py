"""Quality control finds faults that are planted in a real film, at their second and scene, and no others."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pysubs2
import pytest
from pydantic import BaseModel

from e2e.planted_film import Real, damaged, make_film, remuxed, respoiled
from picturelock.domain.quality import CheckName, Finding
from picturelock.domain.seen import SeenText
from picturelock.providers.quality import listening, watching
from picturelock.providers.quality.inspection import Known, inspect

Spoiled = tuple[Path, Known]
Plant = Callable[[Real, Path], Awaitable[Spoiled]]
NEAR = 0.25  # seconds


@dataclass(frozen=True)
class Fault:
    """What is planted, and what has to be found: the check, the scene, and how far into it.

    ``also`` are other checks that the same fault rightly fails.
    """

    name: str
    plant: Plant
    check: CheckName
    scene: str
    into: float | None = None
    says: str = ""
    also: frozenset[CheckName] = frozenset()


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Real:
    return asyncio.run(make_film(tmp_path_factory.mktemp("home")))


def over(picture: str = "", sound: str = "") -> Plant:
    """Filters over the film; ``<s2+10>`` in them is ten tenths of a second into scene s2."""

    async def plant(real: Real, folder: Path) -> Spoiled:
        seconds = {
            f"{scene}+{tenths}": real.at(scene, tenths / 10)
            for scene in ("s1", "s2", "s3")
            for tenths in (0, 10, 12, 13, 15, 16, 20)
        }
        fps = real.cut.frame.fps
        first = round(real.at("s2", 0.5) * fps)
        places = {f"<{name}>": f"{second:.3f}" for name, second in seconds.items()}
        places |= {"<first>": str(first), "<last>": str(first + 3 * fps)}
        places["<end>"] = f"{real.cut.length / fps:.3f}"
        chains = [picture, sound]
        for name, second in places.items():
            chains = [chain.replace(name, second) for chain in chains]
        return await respoiled(real, folder / "film.mp4", picture=chains[0], sound=chains[1]), real.known

    return plant


def muxed(*arguments: str, flags: str = "+faststart") -> Plant:
    async def plant(real: Real, folder: Path) -> Spoiled:
        return await remuxed(real, folder / "film.mp4", arguments, flags=flags), real.known

    return plant


def captioned(change: Callable[[pysubs2.SSAFile], None]) -> Plant:
    async def plant(real: Real, folder: Path) -> Spoiled:
        assert real.known.captions is not None
        cues = pysubs2.load(str(real.known.captions))
        change(cues)
        cues.save(str(folder / "script.srt"))
        return real.file, real.said(folder / "script.srt")

    return plant


def shown(scene: str, change: Callable[[int, SeenText], tuple[SeenText, ...]]) -> Plant:
    """A film whose scene shows its texts otherwise: each text at a frame becomes others."""

    async def plant(real: Real, _: Path) -> Spoiled:
        timeline = real.known.timeline
        scenes = tuple(
            replace(
                one,
                seen=one.seen.model_copy(
                    update={
                        "frames": tuple(
                            frame.model_copy(
                                update={
                                    "texts": tuple(
                                        new for text in frame.texts for new in change(frame.at, text)
                                    )
                                }
                            )
                            for frame in one.seen.frames
                        )
                    }
                ),
            )
            if one.clip.name == scene and one.seen is not None
            else one
            for one in timeline.scenes
        )
        return real.file, replace(real.known, timeline=replace(timeline, scenes=scenes))

    return plant


async def break_bytes(real: Real, folder: Path) -> Spoiled:
    return damaged(real, folder / "film.mp4", real.at("s2", 1.0)), real.known


def moved(text: SeenText, right: float, down: float) -> SeenText:
    rows = tuple(
        row.model_copy(
            update={
                "left": row.left + right,
                "right": row.right + right,
                "top": row.top + down,
                "bottom": row.bottom + down,
            }
        )
        for row in text.rows
    )
    return text.model_copy(update={"rows": rows})


def outside(_: int, text: SeenText) -> tuple[SeenText, ...]:
    return (moved(text, -0.2, 0.0),) if text.text == "Keep in mind" else (text,)


def overlapping(_: int, text: SeenText) -> tuple[SeenText, ...]:
    if text.text != "Tell your doctor about other medicines" or len(text.rows) > 1:
        return (text,)
    return (text, moved(text.model_copy(update={"text": "Aspirin can make bleeding more likely"}), 0.1, 0.01))


def brief(at: int, text: SeenText) -> tuple[SeenText, ...]:
    said = text.model_copy(update={"text": "Not for children under twelve years"})
    return (
        (said,)
        if text.text == "Keep in mind" and 12 <= at < 21
        else (text,)
        if text.text != "Keep in mind"
        else ()
    )


def overlap_next(cues: pysubs2.SSAFile) -> None:
    cues[1].end = cues[2].start + 400


def hurry(cues: pysubs2.SSAFile) -> None:
    cues[1].end = cues[1].start + 900


def three_lines(cues: pysubs2.SSAFile) -> None:
    cues[1].plaintext = "Aspirin can\nmake bleeding\nmore likely."


def one_long_line(cues: pysubs2.SSAFile) -> None:
    cues[1].plaintext = "Aspirin can make bleeding more likely, so take care."
    cues[1].end = cues[1].start + 3200


def blink(cues: pysubs2.SSAFile) -> None:
    cues[1].plaintext, cues[1].end = "Aspirin", cues[1].start + 450


INK: frozenset[CheckName] = frozenset({"text contrast"})
BLINKS = "drawbox=t=fill:color={color}:enable='between(t,<s3+10>,<s3+20>)*lt(mod(n,2),1)'"
BT601 = [
    *["-c:a", "copy", "-c:v", "libx264", "-preset", "veryfast", "-profile:v", "high"],
    *["-x264-params", "colorprim=smpte170m:transfer=smpte170m:colormatrix=smpte170m"],
    *["-colorspace", "smpte170m", "-color_primaries", "smpte170m", "-color_trc", "smpte170m"],
]
SOUNDS: frozenset[CheckName] = frozenset({"loudness", "true peak", "clipping"})
LENGTHS: frozenset[CheckName] = frozenset({"length", "frames"})

FAULTS = (
    Fault(
        "black stretch",
        over("drawbox=t=fill:color=black:enable='between(t,<s1+10>,<s1+15>)'"),
        *("black picture", "s1", 1.0),
    ),
    Fault(
        "frozen stretch",
        over("[0:v]split[a][b];[a][b]freezeframes=first=<first>:last=<last>:replace=<first>[v]"),
        *("frozen picture", "s2", 0.5),
    ),
    Fault("silent hole", over(sound="volume=0:enable='between(t,<s2+10>,<s2+16>)'"), "silence", "s2", 1.0),
    Fault(
        "missing frames",
        over("select='not(between(t,<s2+10>,<s2+13>))'"),
        "frames",
        "s2",
        1.0,
        also=frozenset({"picture size"}),
    ),
    Fault("extra frames", over("tpad=stop=8:stop_mode=clone"), "frames", "s3", also=LENGTHS),
    Fault("too loud", over(sound="volume=8dB"), "loudness", "", says="too loud", also=SOUNDS),
    Fault("too quiet", over(sound="volume=-6dB"), "loudness", "", says="too quiet"),
    Fault(
        "peak over",
        over(sound="volume=9dB:enable='between(t,<s2+10>,<s2+12>)'"),
        "true peak",
        "s2",
        1.1,
        also=SOUNDS,
    ),
    Fault(
        "clipped sound",
        over(sound="volume=30dB:enable='between(t,<s2+10>,<s2+12>)',asoftclip=type=hard"),
        *("clipping", "s2", 1.1),
        also=SOUNDS,
    ),
    Fault("captions overlapping", captioned(overlap_next), "captions", "s2", says="while the one before"),
    Fault("caption too fast", captioned(hurry), "captions", "s2", says="too fast"),
    Fault("caption of three lines", captioned(three_lines), "captions", "s2", says="too many lines"),
    Fault("caption line too long", captioned(one_long_line), "captions", "s2", says="line that is too long"),
    Fault("caption too short", captioned(blink), "captions", "s2", says="too short"),
    Fault(
        "low contrast",
        over("drawbox=x=0:y=0:w=iw:h=ih*0.2:t=fill:color=0xd8dde2@0.85:enable='between(t,<s2+0>,<s3+0>)'"),
        *("text contrast", "s2"),
        says="“Keep in mind”",
    ),
    Fault(
        "text outside",
        shown("s2", outside),
        "text place",
        "s2",
        says="“Keep in mind” reaches out of the frame",
        also=INK,
    ),
    Fault("texts overlapping", shown("s2", overlapping), "text overlap", "s2", also=INK),
    Fault("text too short", shown("s2", brief), "text time", "s2", 0.8, says="“Not for children"),
    Fault("flashing", over(BLINKS.format(color="white@0.6")), "flashes", "s3", 1.0, also=INK),
    Fault("red flashing", over(BLINKS.format(color="red")), "flashes", "s3", 1.0, says="red", also=INK),
    Fault(
        "narration late", over(sound="adelay=120:all=1,atrim=end=<end>"), "voice sync", "s2", says="too late"
    ),
    Fault(
        "narration early",
        over(sound="atrim=start=0.12,asetpts=PTS-STARTPTS,apad=pad_dur=0.12"),
        "voice sync",
        "s2",
        says="too early",
    ),
    Fault("colour tags", muxed(*BT601), "colour", ""),
    Fault("index last", muxed("-c", "copy", flags=""), "fast start", ""),
    Fault("wrong size", over("scale=640:360"), "picture size", ""),
    Fault("damaged data", break_bytes, "decoding", "s2", 1.0, also=frozenset({"frames", "text contrast"})),
    Fault("no sound", muxed("-c", "copy", "-an"), "container", "", also=frozenset({"encoding"})),
)


@pytest.fixture(scope="module")
def in_process() -> Iterator[None]:
    """Without a process of its own for each of so many films, which would take most of the time."""

    kept: dict[tuple[str, str], BaseModel] = {}

    async def here(module: str, job: BaseModel, answer: type[BaseModel], *, provider: str) -> BaseModel:
        del answer, provider
        work = watching.watched if module == watching.__name__ else listening.heard
        key = module, job.model_dump_json()
        if key not in kept:
            kept[key] = await asyncio.to_thread(work, job)  # pyright: ignore[reportArgumentType]
        return kept[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(watching, "in_child", here)
        patch.setattr(listening, "in_child", here)
        yield


def test_nothing_is_found_in_the_film_as_it_was_made(real: Real) -> None:
    assert real.report.findings == ()
    assert [check.name for check in real.report.checks if check.outcome != "passed"] == []


@pytest.mark.usefixtures("in_process")
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
async def test_a_planted_fault_is_found_at_its_second_and_scene(
    real: Real, fault: Fault, tmp_path: Path
) -> None:
    film, known = await fault.plant(real, tmp_path)
    report = await inspect(film, known)
    assert {finding.check for finding in report.findings} <= {fault.check, *fault.also}
    assert any(_is(finding, fault, real) for finding in report.findings), report.findings


def _is(finding: Finding, fault: Fault, real: Real) -> bool:
    if finding.check != fault.check or finding.scene != fault.scene or fault.says not in finding.message:
        return False
    if fault.into is None:
        return True
    return finding.start is not None and abs(finding.start - real.at(fault.scene, fault.into)) <= NEAR
