"""What is kept of a film of ours, besides its file: its recordings and what its scenes show."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from picturelock.domain.cut import Clip, Cut
from picturelock.domain.seen import Seen
from picturelock.domain.shot import Artifact
from picturelock.ports.films import Takes
from picturelock.providers.film.sound import RATE, LaidVoice
from picturelock.providers.quality.inspection import Known
from picturelock.providers.quality.limits import Allowed
from picturelock.providers.quality.timeline import Scene, Timeline

AssetPath = Callable[[Artifact], Path]
"""Where a kept file lies; raises ``KeyError`` when there is none."""


async def bring_known(takes: Takes, cut: Cut, captions: Path | None) -> Known:
    """What is known of a film from its cut, after what is kept elsewhere was brought here.

    Raises:
        ProviderError: the store that machines share does not answer.
    """
    shown = (clip.seen for clip in cut.picture.clips if clip.seen is not None)
    await takes.bring((*shown, *(clip.media for clip in cut.voice.clips)))
    return await asyncio.to_thread(known_of, cut, takes.path, captions)


def known_of(cut: Cut, asset_path: AssetPath, captions: Path | None) -> Known:
    """What is known of a film from its cut, as far as it is still kept."""
    scenes = tuple(Scene(clip, _seen(clip, asset_path)) for clip in cut.picture.clips)
    return Known(
        timeline=Timeline(cut, scenes),
        voices=_voices(cut, asset_path),
        captions=captions,
        allowed=Allowed(loudness=cut.loudness),
    )


def _seen(clip: Clip, asset_path: AssetPath) -> Seen | None:
    if clip.seen is None:
        return None
    try:
        return Seen.model_validate_json(asset_path(clip.seen).read_bytes())
    except (KeyError, FileNotFoundError):
        return None


def _voices(cut: Cut, asset_path: AssetPath) -> tuple[LaidVoice, ...]:
    try:
        files = [asset_path(clip.media) for clip in cut.voice.clips]
    except KeyError:
        return ()
    if not all(file.is_file() for file in files):
        return ()
    return tuple(
        LaidVoice(file=file, start=round(clip.start * RATE / cut.frame.fps))
        for file, clip in zip(files, cut.voice.clips, strict=True)
    )
