"""A socket to listen on, or the reason why not in one sentence."""

import errno
import ipaddress
import socket

from picturelock.domain.errors import PicturelockError


class PortError(PicturelockError):
    """The service cannot listen there."""


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens.

    Args:
        host: a name or address of this machine.
        port: 0 takes any free one.

    Raises:
        PortError: in use, not allowed, or not an address of this machine.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except (socket.gaierror, UnicodeError) as error:
        raise PortError(_not_ours(host)) from error
    listening = socket.socket(family, kind, protocol)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen()
    except OSError as error:
        listening.close()
        raise PortError(_refused(host, port, error)) from error
    return listening


def address_of(listening: socket.socket) -> str:
    """Where a browser finds it."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def is_local(listening: socket.socket) -> bool:
    """Whether only this machine can reach it."""
    return ipaddress.ip_address(listening.getsockname()[0]).is_loopback


def _refused(host: str, port: int, error: OSError) -> str:
    match error.errno:
        case errno.EADDRINUSE:
            return f"port {port} is in use; choose another with --port"
        case errno.EACCES:
            return f"port {port} is not allowed for this user; choose one above 1023 with --port"
        case errno.EADDRNOTAVAIL:
            return _not_ours(host)
        case _:
            return f"cannot listen on {host}, port {port}: {error.strerror}"


def _not_ours(host: str) -> str:
    return f"{host!r} is not an address of this machine; choose another with --host"
