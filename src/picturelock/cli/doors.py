"""The doors that the settings ask for, and whether the service may be opened with them."""

from collections.abc import Callable

from picturelock.api.doors.doors import Doors
from picturelock.api.doors.key_file import VARIABLE, KeyFile
from picturelock.api.doors.origins import LOOPBACK_HOSTS, host_name, read_origin
from picturelock.domain.errors import InvalidInputError, PicturelockError, Problem
from picturelock.settings import Settings

_ORIGINS = "PICTURELOCK_ORIGINS"
_HOSTS = "PICTURELOCK_HOSTS"


class OpenToAllError(PicturelockError):
    """The service would be open to a network without keys."""


def doors_of(settings: Settings, *, local: bool) -> Doors:
    """The doors.

    Args:
        settings: which keys, origins, hosts and limits.
        local: whether only this machine can reach the service.

    Raises:
        InvalidInputError: a setting or the file of keys cannot be read, with every problem.
        OpenToAllError: others can reach the service, and no keys are asked for.
    """
    if settings.api_keys is None and not local:
        raise OpenToAllError(
            "other machines could reach this address, so API keys are needed. Make one with: "
            f"{VARIABLE}=keys.toml picturelock keys new NAME --role admin; then start again with {VARIABLE} "
            "set. Or leave --host out, for this machine alone"
        )
    problems: list[Problem] = []
    origins = _listed(settings.origins, read_origin, _ORIGINS, "an origin such as https://films.example.org")
    hosts = _listed(settings.hosts, _host, _HOSTS, "a host's name such as films.example.org")
    for found in (origins, hosts):
        problems += [one for one in found if isinstance(one, Problem)]
    if problems:
        raise InvalidInputError(problems)
    named = frozenset(str(host) for host in hosts)
    return Doors(
        keys=None if settings.api_keys is None else KeyFile(settings.api_keys),
        limits=settings.door_limits,
        origins=frozenset(str(origin) for origin in origins),
        # A name that was bent to this machine must not open what only this machine may use. Others have keys.
        hosts=named | LOOPBACK_HOSTS if local or named else None,
    )


def _listed(said: str, read: Callable[[str], str | None], variable: str, shape: str) -> list[str | Problem]:
    parts = [part.strip() for part in said.split(",") if part.strip()]
    return [read(part) or Problem(variable, f"{part!r} is not {shape}") for part in parts]


def _host(said: str) -> str | None:
    name = host_name(said)
    return name if name is not None and name == said.lower().strip("[]") else None
