"""Whose the footage of a film is: a credit for every clip and photo, with the scenes that show it."""

import textwrap
from collections.abc import Sequence

from picturelock.domain.scene import SceneId
from picturelock.domain.shot import Credit, Shot

CREDITS = "CREDITS.txt"
"""What lies beside a film."""

DRAWN, OWN = "drawn", "own"
"""Who is no service: Picturelock itself, and whoever asked for the film."""

_SERVICES = {"pexels": "Pexels", "pixabay": "Pixabay"}
_LICENCES = {
    "Pexels License": "https://www.pexels.com/license/",
    "Pixabay Content License": "https://pixabay.com/service/license-summary/",
}
_WIDTH = 88


class FilmCredit(Credit):
    """A clip, photo or music of a film, and the scenes that show it, in the film's order."""

    kind: str = ""
    scenes: tuple[SceneId, ...] = ()


def film_credits(shots: Sequence[Shot], music: Sequence[Credit] = ()) -> tuple[FilmCredit, ...]:
    """The credits of what lies behind the shots, each once, in the order of their scenes; then music."""
    found: dict[tuple[str, str], FilmCredit] = {}
    for shot in shots:
        if shot.footage is None:
            continue
        credit = shot.footage.credit
        # Backdrops are drawn for each scene anew, and all are ours.
        key = ("", DRAWN) if credit.provider == DRAWN else (shot.footage.file.key, credit.page)
        before = found.get(key)
        scenes = (*(before.scenes if before else ()), shot.scene_id)
        found[key] = FilmCredit(**credit.model_dump(), kind=shot.footage.kind, scenes=scenes)
    return (*found.values(), *(FilmCredit(**credit.model_dump(), kind="music") for credit in music))


def credits_text(title: str, found: Sequence[FilmCredit]) -> str:
    """A film's credits for people, as plain text."""
    music = [credit for credit in found if credit.kind == "music"]
    others = [credit for credit in found if credit.provider != DRAWN and credit not in music]
    lines = [f"Credits of “{title}”", ""]
    for credit in music:
        lines += [f"Music: {credit.title}", *_given("It was"), ""]
    if not others:
        lines += _wrapped(
            "All that is seen in this film was drawn by Picturelock. It shows no footage, photo or clip "
            "of anybody else."
        )
        return "\n".join([*lines, ""])
    for credit in others:
        lines += [*_entry(credit), ""]
    drawn = [scene for credit in found if credit.provider == DRAWN for scene in credit.scenes]
    behind = f", the moving backdrops of {_told(drawn)} too" if drawn else ""
    lines += _wrapped(f"Everything else that is seen was drawn by Picturelock{behind}.")
    licences = dict.fromkeys(credit.licence for credit in others if credit.licence in _LICENCES)
    if licences:
        lines += ["", *(f"{licence}: {_LICENCES[licence]}" for licence in licences)]
    return "\n".join([*lines, ""])


def _entry(credit: FilmCredit) -> list[str]:
    what = "Clip" if credit.kind == "video" else "Photo"
    if credit.provider == OWN:
        return [f"{_told(credit.scenes, capital=True)}: {credit.title}", *_given(what)]
    by = f" by {credit.author}" if credit.author else ""
    source = _SERVICES.get(credit.provider, credit.provider)
    return [
        f"{_told(credit.scenes, capital=True)}: {credit.title}",
        f"  {what}{by} on {source}, {credit.licence or 'licence not told'}",
        *([f"  {credit.page}"] if credit.page else []),
    ]


def _given(what: str) -> list[str]:
    return [f"  {what} given with the brief; its rights are for whoever gave it to clear"]


def _told(scenes: Sequence[str], *, capital: bool = False) -> str:
    numbers = [scene.removeprefix("s") for scene in scenes]
    noun = "scene" if len(numbers) == 1 else "scenes"
    return f"{noun.capitalize() if capital else noun} {', '.join(numbers)}"


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH)
