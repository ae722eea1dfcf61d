import socket

import pytest

from picturelock.cli.listening import PortError, address_of, is_local, listen


def test_any_free_port_of_this_machine() -> None:
    with listen("127.0.0.1", 0) as listening:
        assert address_of(listening).startswith("http://127.0.0.1:")
        assert is_local(listening)


def test_a_port_in_use_is_one_clear_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]

        with pytest.raises(PortError, match=rf"^port {port} is in use; choose another with --port$"):
            listen("127.0.0.1", port)


@pytest.mark.parametrize("host", ["192.0.2.1", "no such host", "." * 300])
def test_an_address_of_another_machine_is_refused(host: str) -> None:
    with pytest.raises(PortError, match="is not an address of this machine"):
        listen(host, 0)


def test_every_address_is_not_only_this_machine() -> None:
    with listen("0.0.0.0", 0) as listening:
        assert not is_local(listening)
