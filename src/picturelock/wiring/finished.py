"""What was laid of finished films: their records, and their quality control."""

from dataclasses import replace
from pathlib import Path

from picturelock.domain.cut import Cut
from picturelock.domain.errors import InvalidInputError, Problem
from picturelock.domain.quality import QualityReport
from picturelock.domain.sound import Platform
from picturelock.providers.quality.inspection import Known, inspect_given
from picturelock.providers.quality.kept import bring_known
from picturelock.providers.quality.limits import allowed_on
from picturelock.providers.store.films import records_of
from picturelock.settings import Settings
from picturelock.wiring.takes import open_takes


def film_records(settings: Settings, video_id: str) -> list[Path]:
    """The ``film.json`` files of a film that lie on this machine; that of what was accepted is the first.

    Raises:
        InvalidInputError: this is not the id of a film.
    """
    try:
        return records_of(settings.films, video_id)
    except KeyError as error:
        raise InvalidInputError([Problem("VIDEO_ID", str(error.args[0]))]) from error


async def inspect_film(
    settings: Settings, film: Path, cut: Cut | None, captions: Path | None, shown_on: Platform | None = None
) -> QualityReport:
    """Check a film with everything that is known of it.

    Args:
        settings: where its recordings and scenes are kept.
        film: the file.
        cut: what it was made from; None for a film of somebody else's.
        captions: the caption file beside it.
        shown_on: decides loudness and the edge that text keeps; None is what its cut asks for, else the web.

    Raises:
        InvalidInputError: it is not a film that can be decoded.
        ProviderError: the store that machines share does not answer.
    """
    if cut is None:
        known = Known(captions=captions)
    else:
        async with open_takes(settings) as takes:
            known = await bring_known(takes, cut, captions)
    if shown_on is not None:
        known = replace(known, allowed=allowed_on(shown_on))
    return await inspect_given(film, known)
