"""What the documents say is what the code does."""

import json
import re
from pathlib import Path

import pytest

from architecture.tree import ROOT, named
from picturelock.pipelines.catalogue import video_types
from picturelock.settings import Settings

README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = named(".md")


def test_the_readme_tells_every_setting_and_no_other() -> None:
    told = set(re.findall(r"^\| `([A-Z_]+)` \|", README.partition("## Settings")[2], re.MULTILINE))

    assert told == {str(field.validation_alias) for field in Settings.model_fields.values()}


def test_the_readme_tells_every_video_type_with_what_it_requires() -> None:
    for name, pipeline in video_types().items():
        row = next(line for line in README.splitlines() if line.startswith(f"| `{name}` |"))
        required = {field for field, about in pipeline.brief.model_fields.items() if about.is_required()}
        assert required - {"persona", "tone"} <= set(re.findall(r"`(\w+)`", row)), name


def test_the_brief_in_the_readme_is_valid() -> None:
    found = re.search(r"```json\n(.*?)```", README, re.DOTALL)
    assert found is not None
    brief = json.loads(found.group(1))

    assert video_types()[brief["video_type"]].brief.model_validate(brief["payload"])


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    targets = [link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in link]

    assert [target for target in targets if target and not (page.parent / target).exists()] == []
