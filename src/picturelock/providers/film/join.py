"""Joins the scenes of a cut into one film without encoding again, and lays its sound under them."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from picturelock.domain.cut import Clip, Cut
from picturelock.domain.errors import ProviderError, SceneError
from picturelock.domain.shot import Artifact
from picturelock.providers.film.ffmpeg import ffmpeg
from picturelock.providers.film.probe import probe

# The scenes are drawn in bt709; this says so in the stream itself, whichever encoder made it.
_TAGGED = "h264_metadata=colour_primaries=1:transfer_characteristics=1:matrix_coefficients=1"


async def join(cut: Cut, scenes: tuple[Path, ...], sound: Path, *, script: Path, to: Path) -> None:
    """Write the film: the scenes in their order, the sound beside them, the index in front.

    Args:
        cut: the timeline; its picture clips and ``scenes`` are the same in number and order.
        scenes: picture-only MP4s as :func:`~picturelock.providers.film.ffmpeg.picture_encoder` makes them.
        sound: the whole sound as M4A.
        script: where to write ffmpeg's list of scenes.
        to: the MP4 to write.

    Raises:
        ProviderError: ffmpeg failed, or the disk is full.
    """
    lines = ["ffconcat version 1.0"]
    for clip, scene in zip(cut.picture.clips, scenes, strict=True):
        # Without the length the next scene would start where the last packet in decoding order ends.
        lines += [f"file {_quoted(scene)}", f"duration {clip.length / cut.frame.fps:.6f}"]
    await asyncio.to_thread(script.write_text, "\n".join([*lines, ""]), encoding="utf-8")
    await ffmpeg(
        *["-f", "concat", "-safe", "0", "-i", str(script), "-i", str(sound)],
        *["-map", "0:v:0", "-map", "1:a:0", "-c", "copy", "-bsf:v", _TAGGED],
        *["-video_track_timescale", "90000", "-movflags", "+faststart", "-bitexact"],
        *["-map_metadata", "-1", "-metadata", f"title={cut.title}", str(to)],
    )


def scene_files(cut: Cut, asset_path: Callable[[Artifact], Path]) -> tuple[Path, ...]:
    """The files of the cut's picture track, each seen to be what the cut says.

    Raises:
        SceneError: a scene's file is missing, cannot be read, or is not as its clip says.
        ProviderError: the clips leave a gap, overlap, or do not fill the cut.
    """
    files: list[Path] = []
    end = 0
    for clip in cut.picture.clips:
        if clip.start != end:
            raise ProviderError(
                f"scene {_name(clip)} starts at frame {clip.start}, not {end}", provider="join"
            )
        end += clip.length
        files.append(_checked(cut, clip, asset_path))
    if end != cut.length:
        raise ProviderError(f"the scenes have {end} frames, the cut {cut.length}", provider="join")
    return tuple(files)


def _checked(cut: Cut, clip: Clip, asset_path: Callable[[Artifact], Path]) -> Path:
    try:
        file = asset_path(clip.media)
        picture = probe(file).picture
    except (KeyError, ProviderError) as error:
        raise SceneError(
            _name(clip), f"its drawing {clip.media.name} is missing or broken: {error}"
        ) from error
    if picture is None:
        raise SceneError(_name(clip), f"its drawing {clip.media.name} holds no picture")
    found = (picture.codec, picture.pixel_format, picture.width, picture.height, picture.fps, picture.frames)
    wanted = ("h264", "yuv420p", cut.frame.width, cut.frame.height, cut.frame.fps, clip.length)
    if found != wanted:
        raise SceneError(_name(clip), f"its drawing is {_told(*found)}, the cut wants {_told(*wanted)}")
    return file


def _told(codec: str, pixels: str, width: int, height: int, fps: object, frames: int) -> str:
    return f"{codec} {pixels} {width}x{height} at {fps} fps with {frames} frames"


def _name(clip: Clip) -> str:
    return clip.name or clip.media.name


def _quoted(file: Path) -> str:
    return "'" + str(file).replace("'", r"'\''") + "'"
