import io
import re
import subprocess
import wave
from pathlib import Path

import av
import numpy as np
import pytest

from picturelock.domain.errors import InvalidInputError, ProviderError
from picturelock.providers.film.ffmpeg import ffmpeg_program
from picturelock.providers.film.own_music import read_music
from picturelock.providers.film.own_music_bed import own_music_bed
from picturelock.providers.film.recording import Samples

RATE = 48_000


def wav(sound: Samples, rate: int = 22_050) -> bytes:
    made = io.BytesIO()
    with wave.open(made, "wb") as opened:
        opened.setparams((1, 2, rate, 0, "NONE", ""))
        opened.writeframes((sound * 32767).astype("<i2").tobytes())
    return made.getvalue()


def chords(seconds: float, rate: int = 22_050) -> Samples:
    time = np.arange(round(seconds * rate)) / rate
    return (0.4 * np.sin(2 * np.pi * 220 * time)).astype(np.float32)


def encoded(tmp_path: Path, name: str, *source: str) -> bytes:
    made = tmp_path / name
    given = source or ("-f", "lavfi", "-i", "sine=frequency=330:duration=2.5")
    subprocess.run([ffmpeg_program(), "-v", "error", *given, str(made)], check=True)
    return made.read_bytes()


@pytest.mark.parametrize("name", ["song.mp3", "song.m4a", "song.flac", "song.ogg", "song.wav"])
async def test_music_of_every_kind_becomes_stereo_flac_at_48_khz(tmp_path: Path, name: str) -> None:
    made = io.BytesIO(await read_music(name, encoded(tmp_path, name)))
    with av.open(made, mode="r") as music:
        codec = music.streams.audio[0].codec_context
        assert (codec.name, codec.sample_rate, codec.channels) == ("flac", RATE, 2)
        seconds = sum(frame.samples for frame in music.decode(audio=0)) / RATE
    assert seconds == pytest.approx(2.5, abs=0.1)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"just words, and more words" * 50, "is not audio that can be used; use MP3, WAV, M4A, FLAC or OGG"),
        (b"fLaC" + b"\x00\x01broken" * 40, "cannot be decoded; it may be damaged"),
        (b"RIFF\x24\x00\x00\x00WAVEfmt ", "cannot be decoded; it may be damaged"),
        (wav(chords(1.2)), r"is 1\.2 s long; music has at least 2 s"),
        (wav(np.zeros(60_000, np.float32)), "is silent"),
        (b"ffconcat version 1.0\nfile /etc/hostname\n", "is not audio that can be used"),
    ],
)
async def test_what_is_no_music_is_refused_with_its_name_and_the_reason(content: bytes, reason: str) -> None:
    with pytest.raises(InvalidInputError, match=rf"^{re.escape('song.mp3')}: {reason}"):
        await read_music("song.mp3", content)


async def test_a_film_without_sound_is_no_music(tmp_path: Path) -> None:
    source = ("-f", "lavfi", "-i", "color=black:s=16x16:r=5:d=3")
    with pytest.raises(InvalidInputError, match="has no sound in it"):
        await read_music("clip.mp4", encoded(tmp_path, "clip.mp4", *source))


async def test_longer_music_is_trimmed_shorter_is_looped_and_both_fade_at_the_end(tmp_path: Path) -> None:
    quiet = np.zeros(11_025, np.float32)
    sound = np.concatenate((quiet, chords(6), quiet))
    file = tmp_path / "music.flac"
    file.write_bytes(await read_music("song.wav", wav(sound)))
    for seconds in (4, 15):
        bed = own_music_bed(file, seconds * RATE)
        assert bed.shape == (seconds * RATE, 2)
        level = np.sqrt(np.square(bed[:, 0]).reshape(-1, RATE // 10).mean(axis=1))
        # Without the silence around it, without a hole or a bump at any joint, and gone at the end.
        body = level[1:-20]
        assert body.min() == pytest.approx(body.max(), rel=0.06)
        assert level[-11] < 0.6 * body.max()
        assert level[-1] < 0.02 * body.max()
        # A tone of 220 Hz at this level bends little from sample to sample; a click bends far more.
        assert np.abs(np.diff(bed[:, 0], n=2)).max() < 0.002


async def test_music_that_is_not_there_any_more_is_said(tmp_path: Path) -> None:
    with pytest.raises(ProviderError, match="the music is missing; upload it again"):
        own_music_bed(tmp_path / "music.flac", RATE)
