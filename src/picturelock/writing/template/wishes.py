"""All wishes of a person's feedback together, and which of them a stage could not follow."""

from collections.abc import Callable

from picturelock.domain.frozen import Frozen
from picturelock.writing.template.feedback import Wish, parts_of


class Wishes(Frozen):
    """What all feedback together asks for. Lengths and paces are in steps from the usual."""

    length: int = 0
    plain: bool | None = None
    pace: int = 0
    light: bool | None = None


LONGEST = 1
FASTEST = 3
LIST = "shorter, longer, simpler, more technical, slower, faster, light and dark"


def read_wishes(
    feedback: tuple[str, ...], can: frozenset[Wish], instead: dict[Wish, str]
) -> tuple[Wishes, tuple[str, ...]]:
    """All wishes, oldest first, and a note on each part that was not followed, quoting it.

    Args:
        feedback: everything that was said about the stage, oldest first.
        can: the wishes that the stage can follow.
        instead: why not, for some of those that it cannot.
    """
    wishes = Wishes()
    notes: list[str] = []
    for part in (part for said in feedback for part in parts_of(said)):
        if part.wish is None:
            notes.append(f"Could not follow: “{part.text}”. The template writer follows {LIST}.")
        elif part.wish not in can:
            reason = instead.get(part.wish, "this stage has nothing that it could change")
            notes.append(f"Could not follow: “{part.text}”: {reason}.")
        else:
            changed = _CHANGES[part.wish](wishes)
            if changed == wishes and part.wish in _LIMITS:
                notes.append(f"Could not follow: “{part.text}”: {_LIMITS[part.wish]}.")
            elif not part.whole:
                notes.append(
                    f"Could not follow all of “{part.text}”: took it as “{part.wish}” for everything in this "
                    f"stage. The template writer follows {LIST}."
                )
            wishes = changed
    return wishes, tuple(dict.fromkeys(notes))


def _step(now: int, by: int, limit: int) -> int:
    return max(-limit, min(limit, now + by))


_CHANGES: dict[Wish, Callable[[Wishes], Wishes]] = {
    "shorter": lambda wishes: wishes.model_copy(update={"length": _step(wishes.length, -1, LONGEST)}),
    "longer": lambda wishes: wishes.model_copy(update={"length": _step(wishes.length, 1, LONGEST)}),
    "simpler": lambda wishes: wishes.model_copy(update={"plain": True}),
    "technical": lambda wishes: wishes.model_copy(update={"plain": False}),
    "slower": lambda wishes: wishes.model_copy(update={"pace": _step(wishes.pace, -1, FASTEST)}),
    "faster": lambda wishes: wishes.model_copy(update={"pace": _step(wishes.pace, 1, FASTEST)}),
    "light": lambda wishes: wishes.model_copy(update={"light": True}),
    "dark": lambda wishes: wishes.model_copy(update={"light": False}),
}
_LIMITS: dict[Wish, str] = {
    "shorter": "it is as short as it can be without leaving out what must be said",
    "longer": "there is no more that the sources would support",
    "slower": "it is as slow as can be listened to",
    "faster": "it is as fast as can be understood",
}
