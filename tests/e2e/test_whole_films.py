"""Real films from brief to MP4, with everything real, checked by decoding what came out."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av
import pytest

from picturelock.providers.film.ffmpeg import ffmpeg_program

BRIEFS: dict[str, dict[str, Any]] = {
    "moa": {"drug_name": "Aspirin", "condition": "pain and inflammation", "target_audience": "patients"},
    "product_ad": {
        "topic": "a calm start to the day",
        "brand_name": "Morrow Oats",
        "theme": "light",
        "brand_colors": ["#2f7d4f"],
    },
    "compliance_video": {
        "prompt": "what it is for",
        "brand_name": "Zyntara",
        "reference_docs": [
            {
                "name": "leaflet.txt",
                "text": "Zyntara relieves sneezing in adults.\n\nDo not take it if you are pregnant.",
            }
        ],
    },
    "doctor_ad": {
        "drug_name": "Xyzabor",
        "indication": "hay fever",
        "clinical_data": "Free of symptoms: Xyzabor 62%, placebo 41%",
    },
    "social_media": {"drug_name": "Xyzabor", "indication": "hay fever", "key_benefit": "One tablet a day."},
}
AAC_FRAME = 1024 / 48_000


@dataclass(frozen=True)
class Made:
    """A film that ``picturelock make`` made: what it printed, the MP4, and the facts beside it."""

    printed: list[str]
    film: Path
    facts: dict[str, Any]
    home: Path
    brief: Path


def command(brief: Path) -> list[str]:
    return [sys.executable, "-m", "picturelock", "make", str(brief), "--quality", "low"]


def environment(home: Path) -> dict[str, str]:
    return {**os.environ, "PICTURELOCK_HOME": str(home), "PICTURELOCK_MODEL": "template"}


def make(brief: Path, home: Path) -> Made:
    done = subprocess.run(
        command(brief), env=environment(home), capture_output=True, text=True, timeout=280, check=False
    )
    assert done.returncode == 0, done.stderr
    printed = done.stdout.strip().splitlines()
    film = Path(printed[-1])
    facts = json.loads(film.with_name("film.json").read_text(encoding="utf-8"))
    return Made(printed=printed, film=film, facts=facts, home=home, brief=brief)


@pytest.fixture(scope="module", params=list(BRIEFS))
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp(request.param)
    brief = folder / "brief.json"
    brief.write_text(json.dumps({"video_type": request.param, "payload": BRIEFS[request.param]}))
    return make(brief, folder / "home")


def kept(home: Path) -> dict[str, int]:
    """Every kept file of a take with the time it was made, in nanoseconds."""
    return {
        str(file.relative_to(home)): file.stat().st_mtime_ns
        for file in (home / "takes").rglob("*")
        if file.is_file() and ".making" not in file.parts
    }


@pytest.mark.timeout(300)
def test_the_film_and_what_belongs_to_it_lie_in_one_folder(made: Made) -> None:
    beside = {sidecar["file"] for sidecar in made.facts["sidecars"]}
    assert beside >= {"script.srt", "script.vtt", "script.ass", "transcript.txt", "transcript.html"}
    assert {file.name for file in made.film.parent.iterdir() if file.is_file()} == {
        *("film.mp4", "film.json", "poster.png", "thumbnail.png", "CREDITS.txt"),
        *beside,
    }


def test_every_frame_of_the_cut_is_there_in_the_promised_form(made: Made) -> None:
    with av.open(str(made.film)) as film:
        picture, sound = film.streams.video[0], film.streams.audio[0]
        size = (480, 854) if made.facts["brief"]["video_type"] == "social_media" else (854, 480)
        assert (picture.width, picture.height, picture.average_rate) == (*size, 15)
        assert (picture.codec_context.name, picture.profile, picture.pix_fmt) == ("h264", "High", "yuv420p")
        context = picture.codec_context
        assert (context.colorspace, context.color_primaries, context.color_trc) == (1, 1, 1)  # bt709
        assert (sound.codec_context.name, sound.rate, sound.layout.name) == ("aac", 48_000, "stereo")
        frames = sum(1 for _ in film.decode(video=0))
    assert frames == made.facts["cut"]["length"]
    assert made.facts["seconds"] == pytest.approx(frames / 15, abs=AAC_FRAME)  # pyright: ignore[reportUnknownMemberType]


def test_it_is_as_loud_as_promised(made: Made) -> None:
    said = ffmpeg_says(made.film, "-filter:a", "ebur128=peak=true")
    loudness = float(re.findall(r"I:\s+(-?[\d.]+) LUFS", said)[-1])
    peak = float(re.findall(r"Peak:\s+(-?[\d.]+) dBFS", said)[-1])
    social = made.facts["brief"]["video_type"] == "social_media"
    target, most = (-14, -1.0) if social else (-16, -1.5)
    assert abs(loudness - target) <= 1
    assert peak <= most


def test_nothing_is_black_or_frozen(made: Made) -> None:
    said = ffmpeg_says(made.film, "-vf", "blackdetect=d=0.2:pix_th=0.05,freezedetect=n=0.0003:d=3")
    assert "black_start" not in said
    assert "freeze_start" not in said


def test_captions_are_there_when_their_words_are_heard(made: Made) -> None:
    blocks = made.film.with_name("script.srt").read_text(encoding="utf-8").strip().split("\n\n")
    spoken = " ".join(line for beat in made.facts["script"] for line in beat["text"].split())
    shown = " ".join(" ".join(block.splitlines()[2:]) for block in blocks)
    assert shown == spoken
    starts = [seconds(block.splitlines()[1].split(" --> ")[0]) for block in blocks]
    first_words = [clip["start"] / 15 for clip in made.facts["cut"]["voice"]["clips"]]
    assert all(min(abs(start - heard) for start in starts) < 0.1 for heard in first_words)


def test_quality_control_finds_no_fault_and_the_film_says_who_wrote_it(made: Made) -> None:
    faults = [found for found in made.facts["qc"]["findings"] if found["severity"] == "fault"]
    assert faults == []
    assert [check for check in made.facts["qc"]["checks"] if check["outcome"] == "not checked"] == []
    assert made.facts["writer"] == "template-writer (no AI model)"
    assert all(beat["sources"] for beat in made.facts["script"])


def test_the_second_time_nothing_is_made(made: Made) -> None:
    before = kept(made.home)
    again = make(made.brief, made.home)
    assert kept(made.home) == before
    assert again.film.read_bytes() == made.film.read_bytes()
    assert again.film != made.film


def test_killed_half_way_it_goes_on_with_what_was_finished(made: Made, tmp_path: Path) -> None:
    if json.loads(made.brief.read_text())["video_type"] != "doctor_ad":
        pytest.skip("once is enough: with the shortest film")
    running = subprocess.Popen(
        command(made.brief), env=environment(tmp_path), stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    try:
        wait_for(lambda: len(list(tmp_path.glob("takes/**/drawn.json"))) >= 2)
    finally:
        running.send_signal(signal.SIGKILL)
        running.wait()
    assert list((tmp_path / "films").glob("**/film.mp4")) == []
    finished = {name: made_at for name, made_at in kept(tmp_path).items() if name.endswith("scene.mp4")}
    assert finished
    again = make(made.brief, tmp_path)
    assert {name: kept(tmp_path)[name] for name in finished} == finished
    assert again.facts["cut"]["length"] == made.facts["cut"]["length"]


def ffmpeg_says(film: Path, *filters: str) -> str:
    done = subprocess.run(
        [ffmpeg_program(), "-hide_banner", "-nostdin", "-i", str(film), *filters, "-f", "null", "-"],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stderr


def seconds(clock: str) -> float:
    hours, minutes, rest = clock.replace(",", ".").split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(rest)


def wait_for(true: Any) -> None:
    for _ in range(2000):
        if true():
            return
        time.sleep(0.1)
    raise AssertionError("it did not happen within 200 s")
