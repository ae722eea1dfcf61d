"""What docs/operations.md promises is what is told and what works."""

import json
import re
from datetime import UTC, datetime
from typing import Any, get_args

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from architecture.tree import ROOT
from picturelock.api.metrics import Metrics
from picturelock.engine.announcements import NoticeType
from picturelock.engine.deliveries import PAUSES
from picturelock.engine.measures import Measures

PAGE = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
UNITS = {"s": 1, "min": 60, "h": 3_600}


def test_every_metric_is_in_the_table_with_its_type_and_its_labels() -> None:
    metrics = Metrics()
    metrics.told(Measures())
    told = {
        (name, kind, tuple(re.findall(r"`(\w+)`", labels)))
        for name, kind, labels in re.findall(
            r"^\| `(picturelock_\w+)`(?: ∗)? \| (\w+)((?: `\w+`,?)*) \|", PAGE, re.MULTILINE
        )
    }

    assert told == {_described(collector) for collector in _collectors(metrics)}


def _collectors(metrics: Metrics) -> list[Any]:
    return list(metrics.registry._collector_to_names)  # pyright: ignore[reportPrivateUsage]


def _described(collector: Any) -> tuple[str, str, tuple[str, ...]]:
    """A metric as Prometheus shows it: the library adds the endings of names, and knows no type for facts."""
    if collector._type == "info":
        return f"{collector._name}_info", "gauge", ("version",)
    ending = "_total" if collector._type == "counter" else ""
    return collector._name + ending, collector._type, tuple(collector._labelnames)


def test_every_type_of_webhook_is_told_and_every_pause() -> None:
    table = PAGE.partition("| type | when |")[2].partition("\n\n")[0]
    assert set(re.findall(r"`((?:session|stage|video)\.\w+)`", table)) == set(get_args(NoticeType))

    said = re.search(r"tried again after ([^,]+(?:, [^,]+)* and \d+ h)", PAGE)
    assert said is not None
    pauses = re.findall(r"(\d+) (s|min|h)", said.group(1))
    assert tuple(int(number) * UNITS[unit] for number, unit in pauses) == PAUSES


def test_the_receiver_in_the_example_takes_what_we_send_and_nothing_else() -> None:
    code = re.search(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert code is not None
    made: dict[str, Any] = {}
    exec(compile(code.group(1), "operations.md", "exec"), made)
    body = json.dumps({"type": "video.completed", "data": {"video_id": "vid_1"}})
    moment = datetime.now(UTC)
    headers = {
        "webhook-id": "msg_1",
        "webhook-timestamp": str(int(moment.timestamp())),
        "webhook-signature": Webhook(made["SECRET"]).sign("msg_1", moment, body),
    }

    assert made["receive"](headers, body.encode()) == 204
    assert made["seen"] == {"msg_1"}
    with pytest.raises(WebhookVerificationError):
        made["receive"](headers, body.replace("vid_1", "vid_2").encode())
