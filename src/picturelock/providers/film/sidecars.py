"""The captions beside the film, as SubRip, WebVTT and Advanced SubStation."""

import asyncio
from pathlib import Path

from picturelock.domain.cut import Cut
from picturelock.domain.subtitle_texts import as_srt, as_vtt
from picturelock.domain.subtitles import Subtitles
from picturelock.providers.film.substation import as_ass


async def write_sidecars(cut: Cut, to: Path) -> None:
    """Write the files of all the cut's subtitles into the folder ``to``; one without captions has no cue."""
    await asyncio.to_thread(_write, cut, to)


def _write(cut: Cut, to: Path) -> None:
    for track in cut.tracks:
        for name in track.files:
            (to / name).write_text(_text(track, name, cut), encoding="utf-8", newline="\n")


def _text(track: Subtitles, name: str, cut: Cut) -> str:
    if name.endswith(".srt"):
        return as_srt(track.cues, cut.frame.fps)
    if name.endswith(".vtt"):
        return as_vtt(track.cues, cut.frame.fps)
    return as_ass(track.cues, cut.frame, cut.caption_look, title=cut.title, language=track.language)
