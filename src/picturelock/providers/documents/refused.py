"""Refusing a file by its name."""

from picturelock.domain.errors import InvalidInputError, Problem


def refused(name: str, reason: str) -> InvalidInputError:
    """An error that says which file and why."""
    return InvalidInputError([Problem(name, reason)])
