"""The captions beside the film, as SubRip and WebVTT."""

import asyncio
from pathlib import Path

from picturelock.domain.cut import Cut
from picturelock.domain.subtitle_texts import as_srt, as_vtt


async def write_sidecars(cut: Cut, to: Path) -> None:
    """Write ``script.srt`` and ``script.vtt`` into the folder ``to``; without captions they hold no cue."""
    for name, text in (
        ("script.srt", as_srt(cut.captions, cut.frame.fps)),
        ("script.vtt", as_vtt(cut.captions, cut.frame.fps)),
    ):
        await asyncio.to_thread((to / name).write_text, text, encoding="utf-8", newline="\n")
