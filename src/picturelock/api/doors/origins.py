"""From which pages the service may be used, and under which names it answers."""

from urllib.parse import SplitResult, urlsplit

LOOPBACK_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})
_DEFAULT_PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443}
_PAGES = ("http", "https")


def read_origin(said: str) -> str | None:
    """An origin as it is compared, ``https://name`` or ``https://name:8443``; None when it is none."""
    parts = _split(said)
    if parts is None or parts.scheme not in _PAGES or parts.path not in ("", "/"):
        return None
    if not parts.hostname or parts.query or parts.fragment or parts.username is not None:
        return None
    host, port = _bracketed(parts.hostname), _port(parts)
    return f"{parts.scheme}://{host}" + ("" if port == _DEFAULT_PORTS[parts.scheme] else f":{port}")


def may_steer(origin: str | None, host: str, allowed: frozenset[str]) -> bool:
    """Whether a page of this origin may change anything here.

    Args:
        origin: the header ``Origin``; programs send none, and may.
        host: the header ``Host``: a page that the service itself served has the same name and port. Whether
            it was HTTPS is not compared: a proxy in front of the service knows that, the service does not.
        allowed: origins that may as well, as ``read_origin`` gives them.
    """
    if origin is None:
        return True
    parsed = read_origin(origin)
    if parsed is None:
        return False
    if parsed in allowed:
        return True
    parts, here = urlsplit(parsed), _split(f"{parsed.partition(':')[0]}://{host}")
    if here is None:
        return False
    return (parts.hostname, _port(parts)) == (here.hostname, _port(here))


def host_name(host: str) -> str | None:
    """The name in a ``Host`` header, without its port; None when it cannot be one."""
    parts = _split(f"http://{host}")
    return parts.hostname if parts is not None and parts.netloc == host else None


def _split(said: str) -> SplitResult | None:
    try:
        parts = urlsplit(said)
        _port(parts)
    except ValueError:
        return None
    return parts


def _port(parts: SplitResult) -> int | None:
    return parts.port or _DEFAULT_PORTS.get(parts.scheme)


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
