"""The settings, with every variable that is wrong named at once."""

from pydantic import ValidationError

from picturelock.domain.errors import InvalidInputError, Problem
from picturelock.settings import Settings


def read_settings() -> Settings:
    """The settings from the environment.

    Raises:
        InvalidInputError: each problem under its variable's name.
    """
    try:
        return Settings()
    except ValidationError as error:
        raise InvalidInputError(
            [
                Problem(str(found["loc"][0]), f"{found['msg']} (it is {found['input']!r})")
                for found in error.errors()
            ]
        ) from error
