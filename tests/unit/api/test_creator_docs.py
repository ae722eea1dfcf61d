"""``docs/creator-mode.md`` says what the socket takes and tells."""

import json
import re
from pathlib import Path
from typing import Any

from picturelock.api.creator_actions import ACTIONS, CLIENT_MESSAGE
from picturelock.api.creator_schema import SERVER_MESSAGE, creator_schema

PAGE = (Path(__file__).parents[3] / "docs/creator-mode.md").read_text(encoding="utf-8")


def test_every_action_in_it_is_one_that_the_socket_takes() -> None:
    examples = re.findall(r"`(\{\"action\": \"\w+\".*?\})`", PAGE)
    said = [CLIENT_MESSAGE.validate_python(json.loads(one.replace("{…}", "{}"))) for one in examples]
    assert {one.action for one in said} == set(ACTIONS)


def test_its_example_of_an_answer_is_one() -> None:
    [example] = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    SERVER_MESSAGE.validate_python(json.loads(example))


def test_it_tells_every_status() -> None:
    models: Any = creator_schema()["$defs"]
    properties = [model.get("properties", {}) for model in models.values()]
    known = {found["status"]["const"] for found in properties if "status" in found}
    assert len(known) == 10
    assert all(f"`{status}`" in PAGE for status in known)
