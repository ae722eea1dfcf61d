"""A kept script, by the id that a person typed."""

from picturelock.domain.errors import InvalidInputError, Problem
from picturelock.domain.kept_script import KeptScript, UnknownScriptError
from picturelock.writing.room.room import WritersRoom


async def found(room: WritersRoom, script_id: str) -> KeptScript:
    """The script at its newest revision.

    Raises:
        InvalidInputError: there is none of this id.
    """
    try:
        return await room.script(script_id)
    except UnknownScriptError:
        known = "there is no script of this id; 'picturelock script list' shows those there are"
        raise InvalidInputError([Problem(script_id, known)]) from None
