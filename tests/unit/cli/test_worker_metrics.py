import socket
import urllib.request

import pytest

from picturelock.api.metrics import Metrics
from picturelock.cli.worker_metrics import telling
from picturelock.domain.errors import InvalidInputError


def _asked(port: int | None) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as answer:
        return answer.read().decode()


@pytest.mark.parametrize("address", ["0", "127.0.0.1:0", "localhost:0"])
def test_a_worker_tells_its_own_counts_and_nothing_of_the_database(address: str) -> None:
    metrics = Metrics()
    metrics.started("vid_1", "moa", "creator")

    with telling(metrics.registry, address) as port:
        told = _asked(port)

    assert 'picturelock_sessions_started_total{kind="moa",mode="creator"} 1.0' in told
    assert "picturelock_database_up" not in told


def test_without_an_address_nothing_listens() -> None:
    with telling(Metrics().registry, None) as port:
        assert port is None


@pytest.mark.parametrize("address", ["here", "127.0.0.1:", "127.0.0.1:70000", ":9000", "a:b"])
def test_what_is_no_address_is_refused_with_an_example(address: str) -> None:
    with (
        pytest.raises(InvalidInputError, match=r"PICTURELOCK_WORKER_METRICS.*127\.0\.0\.1:9464"),
        telling(Metrics().registry, address),
    ):
        pass


def test_a_port_that_is_taken_is_named() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        address = f"127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(InvalidInputError, match=address), telling(Metrics().registry, address):
            pass
