"""What settings choose."""

import pytest

from picturelock.domain.errors import InvalidInputError
from picturelock.settings import Settings
from picturelock.wiring import open_models, open_tools, readiness

KEYS = {
    "openai:gpt-5-mini": {"OPENAI_API_KEY": "sk-secret"},
    "anthropic:claude-haiku-5-5": {"ANTHROPIC_API_KEY": "sk-secret"},
    "gemini:gemini-3.8-flash": {"GEMINI_API_KEY": "sk-secret"},
    "openrouter:vendor/name:free": {"OPENROUTER_API_KEY": "sk-secret"},
    "ollama:qwen3:8b": {},
}


@pytest.fixture(autouse=True)
def nothing_is_set(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    for field in Settings.model_fields.values():
        monkeypatch.delenv(str(field.validation_alias), raising=False)
    monkeypatch.setenv("PICTURELOCK_HOME", str(tmp_path_factory.mktemp("home")))


def settings(monkeypatch: pytest.MonkeyPatch, **variables: str) -> Settings:
    """The settings of an environment that has these variables alone."""
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return Settings()


@pytest.mark.parametrize("name", sorted(KEYS))
async def test_every_provider_can_write_films(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async with open_tools(settings(monkeypatch, PICTURELOCK_MODEL=name, **KEYS[name])) as tools:
        assert tools.writer.name == name


async def test_films_are_written_from_templates_without_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    async with open_tools(settings(monkeypatch)) as tools:
        assert tools.writer.name == "template-writer (no AI model)"


@pytest.mark.parametrize("name", ["robot:7", "anthropic:claude-haiku-5-5", "openrouter:vendor/name:free"])
def test_a_writer_that_cannot_be_is_told_by_its_setting(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InvalidInputError) as wrong:
        readiness(settings(monkeypatch, PICTURELOCK_MODEL=name))

    assert [problem.field for problem in wrong.value.problems] == ["PICTURELOCK_MODEL"]


async def test_settings_of_models_reach_the_catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen = settings(
        monkeypatch,
        OLLAMA_BASE_URL="https://ollama.com/v1",
        GEMINI_API_KEY="sk-secret",
        PICTURELOCK_FREE_MODELS="gemini:*",
        PICTURELOCK_MODEL_LIMITS='{"gemini:*": {"requests_per_day": 250}}',
    )

    async with open_models(chosen) as models:
        opened = models.open(models.default)

        assert opened.free
        assert opened.limits.requests_per_day == 250
        assert models.price("ollama:gpt-oss", 1_000, 1_000) is None


@pytest.mark.parametrize(
    ("variables", "name"),
    [
        ({}, "drawn"),
        ({"PIXABAY_API_KEY": "a-key"}, "pixabay, else drawn"),
        ({"PIXABAY_API_KEY": "a-key", "PEXELS_API_KEY": "a-key"}, "pexels, else pixabay, else drawn"),
        ({"PIXABAY_API_KEY": "a-key", "PEXELS_API_KEY": "a-key", "PICTURELOCK_OFFLINE": "1"}, "drawn"),
    ],
)
async def test_footage_comes_from_the_services_whose_keys_are_set_unless_offline(
    variables: dict[str, str], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = settings(monkeypatch, **variables)
    async with open_tools(chosen) as tools:
        assert tools.stock.name == name
    told = {one.name: one.ready for one in readiness(chosen)}
    assert (told["Pexels"], told["Pixabay"]) == ("pexels" in name, "pixabay" in name)
