"""Quality control of one film: everything that can be told from its file and from what is known of it."""

import asyncio
from dataclasses import dataclass, field
from pathlib import Path

from picturelock.domain.errors import InvalidInputError, Problem, ProviderError
from picturelock.domain.quality import QualityReport, report_of
from picturelock.providers.film.both import both
from picturelock.providers.film.probe import probe
from picturelock.providers.film.sound import LaidVoice
from picturelock.providers.quality.caption_checks import Cue, captions_check, read_cues
from picturelock.providers.quality.contrast_checks import aims, contrast_check, looks_of
from picturelock.providers.quality.head_checks import head_checks
from picturelock.providers.quality.limits import Allowed
from picturelock.providers.quality.listening import Heard, listen
from picturelock.providers.quality.picture_checks import picture_checks
from picturelock.providers.quality.sound_checks import sound_checks
from picturelock.providers.quality.text_checks import text_checks
from picturelock.providers.quality.timeline import Timeline
from picturelock.providers.quality.watching import watch


@dataclass(frozen=True)
class Known:
    """What is known of a film besides its file; nothing of it need be.

    ``voices`` are the recordings of the cut's voice track, in order; empty where one of them is not kept.
    """

    timeline: Timeline = field(default_factory=Timeline)
    voices: tuple[LaidVoice, ...] = ()
    captions: Path | None = None
    allowed: Allowed = field(default_factory=Allowed)


NOTHING = Known()


async def inspect(film: Path, known: Known = NOTHING) -> QualityReport:
    """Check a film.

    Raises:
        ProviderError: it is not a film that can be decoded: another file, or one without a picture.
    """
    media = await asyncio.to_thread(probe, film)
    if media.picture is None:
        raise ProviderError(f"{film.name} has no picture", provider="quality control")
    timeline = known.timeline
    looked_at = aims(timeline)
    watched, heard = await both(
        watch(film, looks_of(looked_at)), _heard(film, known) if media.sound is not None else _nothing()
    )
    cues = await asyncio.to_thread(_cues, known.captions)
    return report_of(
        [
            *head_checks(film, media, timeline),
            *picture_checks(watched, timeline),
            *sound_checks(heard, timeline, known.allowed),
            captions_check(cues, media.seconds, timeline),
            contrast_check(looked_at, watched.contrasts, timeline),
            *text_checks(timeline, known.allowed),
        ]
    )


async def inspect_given(film: Path, known: Known) -> QualityReport:
    """Check a film that a person names.

    Raises:
        InvalidInputError: it is not a film that can be decoded.
    """
    try:
        return await inspect(film, known)
    except ProviderError as error:
        raise InvalidInputError([Problem(str(film), str(error))]) from error


async def _heard(film: Path, known: Known) -> Heard | None:
    return await listen(film, known.voices)


async def _nothing() -> None:
    return None


def _cues(file: Path | None) -> tuple[Cue, ...] | None:
    if file is None:
        return None
    try:
        return read_cues(file)
    except ValueError as error:
        raise ProviderError(str(error), provider="quality control") from error
