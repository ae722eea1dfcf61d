"""Who is told of films by webhooks: a TOML or JSON file, ``PICTURELOCK_WEBHOOKS``."""

import json
import tomllib
from base64 import b64decode
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator

from picturelock.domain.errors import InvalidInputError, Problem
from picturelock.engine.announcements import NoticeType
from picturelock.engine.deliveries import Endpoint
from picturelock.engine.production import InvalidPayloadError
from picturelock.engine.production import Problem as FieldProblem
from picturelock.providers.webhooks.reach import PORTS, OutOfReachError, Place, Reach, host_of

VARIABLE = "PICTURELOCK_WEBHOOKS"
FILMS = "films"
"""The name of the endpoint that stands for each film's own."""
_PREFIX = "whsec_"
# Standard Webhooks asks for 24 to 64 bytes.
_SHORTEST_SECRET, _LONGEST_SECRET = 24, 64
_Name = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,59}$")]


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class _Signed(_Table):
    secret: SecretStr | tuple[SecretStr, ...]
    events: tuple[NoticeType, ...] | None = None

    @field_validator("secret")
    @classmethod
    def _can_sign(cls, secret: SecretStr | tuple[SecretStr, ...]) -> tuple[SecretStr, ...]:
        secrets = (secret,) if isinstance(secret, SecretStr) else secret
        if not secrets:
            raise ValueError("is empty")
        for one in secrets:
            _check_secret(one.get_secret_value())
        return secrets

    @property
    def secrets(self) -> tuple[str, ...]:
        """What to sign with; several while one replaces another."""
        held = self.secret if isinstance(self.secret, tuple) else (self.secret,)
        return tuple(one.get_secret_value() for one in held)


class _Endpoint(_Signed):
    url: str


class _Films(_Signed):
    hosts: tuple[str, ...] = Field(min_length=1)


class _File(_Table):
    base: str = ""
    endpoints: dict[_Name, _Endpoint] = Field(default_factory=dict)
    films: _Films | None = None


class WebhookConfiguration:
    """What is configured; without a file nothing is.

    Attributes:
        endpoints: who is told, by the engine's rows.
        secrets: what to sign with, by the endpoint's name.
    """

    def __init__(self, file: _File, reach: Reach) -> None:
        self._reach = reach
        self._hosts: frozenset[Place] = frozenset()
        base = file.base.rstrip("/")
        self.endpoints = [
            Endpoint(name=name, url=one.url, events=one.events, base=base)
            for name, one in file.endpoints.items()
        ]
        self.secrets: Mapping[str, tuple[str, ...]] = {
            name: one.secrets for name, one in file.endpoints.items()
        }
        if file.films is not None:
            self.endpoints.append(Endpoint(name=FILMS, events=file.films.events, base=base))
            self.secrets = {**self.secrets, FILMS: file.films.secrets}
            self._hosts = frozenset(Place.parsed(host) for host in file.films.hosts)

    def check(self, url: object) -> str:
        """A film's own webhook, if it may be one.

        Raises:
            InvalidPayloadError: of the field ``webhook``, with the reason.
        """
        if not self._hosts:
            raise _refused(f"cannot be given: {VARIABLE} allows no hosts for single films")
        if not isinstance(url, str):
            raise _refused("must be an address, as text")
        try:
            parsed = self._reach.check(url)
        except OutOfReachError as error:
            raise _refused(str(error)) from error
        place = Place(host_of(parsed), parsed.port or PORTS[parsed.scheme])
        if place not in self._hosts and Place(place.host, None) not in self._hosts:
            raise _refused(f"names {place.host}, which {VARIABLE} does not allow for single films")
        return url


def read_configuration(file: Path | None, reach: Reach) -> WebhookConfiguration:
    """What a file configures.

    Raises:
        InvalidInputError: of ``PICTURELOCK_WEBHOOKS``: every problem with its place in the file.
    """
    if file is None:
        return WebhookConfiguration(_File(), reach)
    try:
        read = _File.model_validate(_content(file))
    except ValidationError as error:
        raise _wrong(*(f"{_place(found['loc'])}: {found['msg']}" for found in error.errors())) from error
    problems: list[str] = []
    for name, endpoint in read.endpoints.items():
        if name == FILMS:
            problems.append(f"endpoints.{name}: this name stands for the films' own; choose another")
        try:
            reach.check(endpoint.url)
        except OutOfReachError as error:
            problems.append(f"endpoints.{name}.url: {error}")
    for host in read.films.hosts if read.films else ():
        try:
            Place.parsed(host)
        except ValueError as error:
            problems.append(f"films.hosts: {error}")
    if read.base and not read.base.startswith(("http://", "https://")):
        problems.append("base: must begin with https:// or http://")
    if problems:
        raise _wrong(*problems)
    return WebhookConfiguration(read, reach)


def _content(file: Path) -> Any:
    try:
        text = file.read_text(encoding="utf-8")
    except OSError as error:
        raise _wrong(f"{file} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise _wrong(f"{file} is not text in UTF-8") from error
    try:
        return json.loads(text) if file.suffix == ".json" else tomllib.loads(text)
    except ValueError as error:
        raise _wrong(f"{file} cannot be read: {error}") from error


def _check_secret(secret: str) -> None:
    if not secret.startswith(_PREFIX):
        raise ValueError(f"must begin with {_PREFIX}")
    example = "make one with: echo whsec_$(openssl rand -base64 32)"
    try:
        text = secret.removeprefix(_PREFIX).rstrip("=")
        length = len(b64decode(text + "=" * (-len(text) % 4), validate=True))
    except ValueError as error:
        raise ValueError(f"is not base64 after {_PREFIX}; {example}") from error
    if not _SHORTEST_SECRET <= length <= _LONGEST_SECRET:
        raise ValueError(f"has {length} bytes; it needs {_SHORTEST_SECRET} to {_LONGEST_SECRET}; {example}")


def _place(loc: tuple[int | str, ...]) -> str:
    return ".".join(str(part) for part in loc if part not in ("tuple", "SecretStr")) or "file"


def _wrong(*problems: str) -> InvalidInputError:
    return InvalidInputError([Problem(VARIABLE, problem) for problem in problems])


def _refused(problem: str) -> InvalidPayloadError:
    return InvalidPayloadError((FieldProblem(field="webhook", message=problem),))
