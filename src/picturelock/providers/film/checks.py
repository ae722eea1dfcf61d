"""Measures a finished film by decoding it once, and says of each property whether it is as it should be."""

import re
from itertools import pairwise
from pathlib import Path

from picturelock.domain.cut import Check, Cut
from picturelock.domain.drawing import CaptionCue
from picturelock.providers.film.both import both
from picturelock.providers.film.container import index_first
from picturelock.providers.film.ffmpeg import ffmpeg
from picturelock.providers.film.probe import Media
from picturelock.providers.film.sound import LaidVoice, read_level
from picturelock.providers.film.sync import Lags, voice_lags

Stretch = tuple[float, float]

LONGEST_FREEZE = 2.5
LONGEST_SILENT_OPENING = 1.5
LARGEST_LAG = 0.040

# A dark look's corners are luma 31 of 235; only what is darker than 25 is black.
_BLACK = "blackdetect=d=0.1:pix_th=0.04:pic_th=0.98"
# A scene that drifts by a pixel in two seconds still moves; the noise of encoding does not.
_FROZEN = f"freezedetect=n=0.0003:d={LONGEST_FREEZE}"
_SILENT = "silencedetect=n=-50dB:d=0.25"
_LOUD = "ebur128=peak=true:framelog=quiet"


async def measure(film: Path, media: Media, cut: Cut, voices: tuple[LaidVoice, ...]) -> tuple[Check, ...]:
    """All checks of a finished film; one that fails is among them, with what was measured.

    Args:
        film: the finished MP4.
        media: what it says of itself.
        cut: what it should be.
        voices: the recordings in it, in order.

    Raises:
        ProviderError: the film cannot be decoded at all.
    """
    ends = tuple(dict.fromkeys((*voices[:1], *voices[-1:])))
    said, lags = await both(_decoded(film), voice_lags(film, ends))
    return (
        *_head_checks(film, media, cut),
        *_picture_checks(said, cut),
        *_sound_checks(said, cut, lags),
        captions_check(cut.captions, cut.length),
    )


async def _decoded(film: Path) -> str:
    """What ffmpeg's detectors said in one pass over the film, its picture made small for them."""
    return await ffmpeg(
        *["-loglevel", "level+info", "-i", str(film), "-filter_complex"],
        f"[0:v]scale=320:-2:flags=fast_bilinear,{_BLACK},{_FROZEN}[v];[0:a]{_SILENT},{_LOUD}[a]",
        *["-map", "[v]", "-map", "[a]", "-fps_mode", "passthrough", "-f", "null", "-"],
    )


def captions_check(cues: tuple[CaptionCue, ...], length: int) -> Check:
    """Whether every caption is inside a film of ``length`` frames and none is shown over the next."""
    outside = sum(not 0 <= cue.start < cue.end <= length for cue in cues)
    over = sum(cue.end > after.start for cue, after in pairwise(cues))
    value = f"{len(cues)} cues, {outside} outside, {over} overlapping"
    return _check("captions", value, "inside the film, not overlapping", not outside and not over)


def _head_checks(film: Path, media: Media, cut: Cut) -> list[Check]:
    frame, picture, sound = cut.frame, media.picture, media.sound
    shape = f"{picture.width}x{picture.height} at {picture.fps} fps" if picture else "no picture"
    wanted_shape = f"{frame.width}x{frame.height} at {frame.fps} fps"
    encoding = f"{picture.codec} {picture.profile} {picture.pixel_format}" if picture else "no picture"
    audio = f"{sound.codec} {sound.rate} Hz {sound.channels} channels" if sound else "no sound"
    seconds, wanted = media.seconds, frame.seconds(cut.length)
    # The sound is cut to the sample; half a frame is what rounding in the container may add.
    as_long = abs(seconds - wanted) <= 0.5 / frame.fps
    bt709 = "bt709" if picture and picture.bt709 else "not tagged bt709"
    first = "index first" if index_first(film) else "index last"
    return [
        _check("length", f"{seconds:.3f} s", f"{wanted:.3f} s", as_long),
        _same("picture", shape, wanted_shape),
        _same("encoding", encoding, "h264 High yuv420p"),
        _same("colour", bt709, "bt709"),
        _same("fast start", first, "index first"),
        _same("sound", audio, "aac 48000 Hz 2 channels"),
    ]


def _picture_checks(said: str, cut: Cut) -> list[Check]:
    decoded = re.findall(r"frame=\s*(\d+)", said)
    faults = len(re.findall(r"\[(?:error|fatal)\]", said))
    black = _stretches(said, r"black_start:([\d.]+)", r"black_end:([\d.]+)", cut)
    frozen = _stretches(said, r"freeze_start: ([\d.]+)", r"freeze_end: ([\d.]+)", cut)
    return [
        _same("frames", decoded[-1] if decoded else "none", str(cut.length)),
        _check("decoding", f"{faults} errors", "0 errors", faults == 0),
        _check("black picture", _told(black), "none", not black),
        _check("frozen picture", _told(frozen), f"none over {LONGEST_FREEZE} s", not frozen),
    ]


def _sound_checks(said: str, cut: Cut, lags: Lags) -> list[Check]:
    level = read_level(said)
    audible = bool(cut.voice.clips) or cut.music is not None
    if not audible:
        value = "silence" if level.loudness is None else f"{level.loudness:.1f} LUFS"
        return [_check("loudness", value, "silence: the cut has no sound", level.loudness is None)]
    loud, peak, wanted = level.loudness, level.true_peak, cut.loudness
    silent = _stretches(said, r"silence_start: (-?[\d.]+)", r"silence_end: ([\d.]+)", cut)
    opening = silent[0][1] if silent and silent[0][0] <= 0.05 else 0.0
    checks = [
        _check(
            "loudness",
            "silence" if loud is None else f"{loud:.1f} LUFS",
            f"{wanted.target:g} ± {wanted.tolerance:g} LUFS",
            loud is not None and abs(loud - wanted.target) <= wanted.tolerance,
        ),
        _check(
            "true peak",
            "silence" if peak is None else f"{peak:.1f} dBTP",
            f"at most {wanted.true_peak} dBTP",
            peak is not None and peak <= wanted.true_peak,
        ),
        _check(
            "opening silence",
            f"{opening:.2f} s",
            f"at most {LONGEST_SILENT_OPENING} s",
            opening <= LONGEST_SILENT_OPENING,
        ),
    ]
    if lags.seconds:
        found = [seconds for seconds in lags.seconds if seconds is not None]
        told = ", ".join("not heard" if lag is None else f"{lag * 1000:+.0f} ms" for lag in lags.seconds)
        met = len(found) == len(lags.seconds) and all(abs(seconds) <= LARGEST_LAG for seconds in found)
        checks.append(_check("voice sync", told, f"within {LARGEST_LAG * 1000:.0f} ms", met))
    return checks


def _stretches(said: str, start: str, end: str, cut: Cut) -> list[Stretch]:
    """Pairs of starts and ends in seconds; one that never ends lasts to the film's end."""
    starts = [float(value) for value in re.findall(start, said)]
    ends = [float(value) for value in re.findall(end, said)]
    ends += [cut.frame.seconds(cut.length)] * (len(starts) - len(ends))
    return list(zip(starts, ends, strict=False))


def _told(stretches: list[Stretch]) -> str:
    return ", ".join(f"{start:.2f}-{end:.2f} s" for start, end in stretches) or "none"


def _same(name: str, value: str, expected: str) -> Check:
    return _check(name, value, expected, value == expected)


def _check(name: str, value: str, expected: str, passed: bool) -> Check:
    return Check(name=name, value=value, expected=expected, passed=passed)
