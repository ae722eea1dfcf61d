"""Which model is chosen, which can be opened, and what each costs."""

import socket
from collections.abc import Iterable
from typing import NoReturn

import pytest

from picturelock.domain.errors import InvalidInputError
from picturelock.ports.models import Limits
from picturelock.providers.llm import service
from picturelock.providers.llm.catalogue import Account, ModelCatalogue

KEYED = ("openai", "anthropic", "gemini", "openrouter")
HERE = "http://127.0.0.1:8000/v1"


def models(
    *keys: str,
    chosen: str | None = None,
    offline: bool = False,
    free: str | None = None,
    addresses: dict[str, str] | None = None,
) -> ModelCatalogue:
    """A catalogue with keys for some providers, and addresses for some."""
    addresses = addresses or {}
    accounts = {
        name: Account("sk-secret" if name in keys else None, addresses.get(name))
        for name in {*keys, *addresses}
    }
    return ModelCatalogue(accounts, chosen=chosen, offline=offline, free=free)


def problem_of(catalogue: ModelCatalogue, name: str) -> str:
    """Why a model cannot be opened."""
    with pytest.raises(InvalidInputError) as wrong:
        catalogue.open(name)
    (problem,) = wrong.value.problems
    assert problem.field == "model"
    assert "sk-secret" not in problem.message
    return problem.message


def nothing(distribution: str) -> bool:
    """Nothing is installed."""
    return False


def all_but_anthropic(distribution: str) -> bool:
    """Everything but one client is installed."""
    return distribution != "anthropic"


class TestDefault:
    @pytest.mark.parametrize(
        ("keys", "default"),
        [
            ((), "template"),
            (KEYED, "openai:gpt-5-mini"),
            (("openrouter", "gemini", "anthropic"), "anthropic:claude-haiku-5-5"),
            (("openrouter", "gemini"), "gemini:gemini-3.8-flash"),
            (("openrouter",), "openrouter:openrouter/free"),
        ],
    )
    def test_the_first_key_that_is_found_chooses(self, keys: Iterable[str], default: str) -> None:
        assert models(*keys).default == default

    def test_every_default_can_be_opened(self) -> None:
        for key in KEYED:
            catalogue = models(key)

            assert catalogue.open(catalogue.default).model.name == catalogue.default

    def test_a_choice_comes_before_keys(self) -> None:
        assert models("openai", chosen="ollama:qwen3").default == "ollama:qwen3"
        assert models("openai", chosen="template").default == "template"

    def test_keys_choose_nobody_offline(self) -> None:
        assert models(*KEYED, offline=True).default == "template"

    def test_a_key_for_a_server_on_this_machine_chooses_it_offline(self) -> None:
        catalogue = models(*KEYED, offline=True, addresses={"openai": HERE})

        assert catalogue.default == "openai:gpt-5-mini"

    def test_a_key_without_its_package_chooses_nobody(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(service, "is_installed", all_but_anthropic)

        assert models("anthropic").default == "template"
        assert models("anthropic", "gemini").default == "gemini:gemini-3.8-flash"


class TestOpen:
    def test_a_model_is_the_same_object_every_time(self) -> None:
        catalogue = models("openai", "anthropic")

        assert catalogue.open("openai:gpt-5-mini") is catalogue.open("openai:gpt-5-mini")
        assert catalogue.open("openai:gpt-5-mini") is not catalogue.open("openai:gpt-5")

    def test_its_name_may_hold_colons(self) -> None:
        assert models().open("ollama:qwen3:8b").model.name == "ollama:qwen3:8b"

    def test_a_server_of_ones_own_needs_no_key(self) -> None:
        assert models(addresses={"openai": HERE}).open("openai:qwen3").model.name == "openai:qwen3"

    @pytest.mark.parametrize(
        ("name", "says"),
        [
            ("robot:7", "'robot:7' is not known; write PROVIDER:MODEL"),
            ("", "is not known"),
            ("gpt-5-mini", "is not known"),
            ("openai", "write openai:MODEL, like openai:gpt-5-mini"),
            ("openai:", "names no model"),
            ("ollama:", "write ollama:MODEL"),
            ("openrouter:qwen3", "write openrouter:VENDOR/MODEL"),
            ("openai:gpt-5-mini", "set OPENAI_API_KEY"),
            ("anthropic:claude-haiku-4-5", "set ANTHROPIC_API_KEY"),
            ("gemini:gemini-2.5-flash", "set GEMINI_API_KEY"),
            ("openrouter:vendor/name:free", "set OPENROUTER_API_KEY"),
        ],
    )
    def test_what_is_missing_is_said(self, name: str, says: str) -> None:
        assert says in problem_of(models(), name)

    def test_a_key_is_needed_for_a_compatible_server_of_another_provider(self) -> None:
        assert "set ANTHROPIC_API_KEY" in problem_of(
            models(addresses={"anthropic": HERE}), "anthropic:claude-haiku-4-5"
        )

    @pytest.mark.parametrize(
        ("name", "package"), [("anthropic:a", "anthropic"), ("gemini:a", "gemini"), ("ollama:a", "ollama")]
    )
    def test_a_missing_package_is_said_with_how_to_get_it(
        self, name: str, package: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(service, "is_installed", nothing)

        assert f'pip install "picturelock[{package}]"' in problem_of(models(*KEYED), name)

    @pytest.mark.parametrize("name", ["openai:gpt-5-mini", "openrouter:vendor/name:free", "gemini:g"])
    def test_nobody_outside_is_opened_offline(self, name: str) -> None:
        assert "PICTURELOCK_OFFLINE=1" in problem_of(models(*KEYED, offline=True), name)

    @pytest.mark.parametrize(
        ("name", "address", "opens"),
        [
            ("ollama:qwen3", None, True),
            ("ollama:qwen3", "http://[::1]:11434/v1", True),
            ("ollama:qwen3", "http://localhost:11434/v1", True),
            ("ollama:qwen3", "http://192.168.1.7:11434/v1", False),
            ("ollama:qwen3", "http://127.0.0.1.example.org/v1", False),
            ("ollama:gpt-oss:120b-cloud", None, False),
            ("openai:qwen3", HERE, True),
            ("openai:qwen3", "http://192.168.1.7:8000/v1", False),
        ],
    )
    def test_a_server_on_this_machine_is_opened_offline(
        self, name: str, address: str | None, opens: bool
    ) -> None:
        addresses = {name.partition(":")[0]: address} if address else {}
        catalogue = models(offline=True, addresses=addresses)

        if opens:
            assert catalogue.open(name).model.name == name
        else:
            assert "PICTURELOCK_OFFLINE=1" in problem_of(catalogue, name)

    async def test_a_closed_catalogue_opens_models_anew(self) -> None:
        catalogue = models("openai")
        before = catalogue.open("openai:gpt-5-mini")

        await catalogue.close()
        await catalogue.close()

        assert catalogue.open("openai:gpt-5-mini") is not before


class TestFree:
    @pytest.mark.parametrize(
        ("name", "free"),
        [
            ("openrouter:vendor/name:free", True),
            ("openrouter:openrouter/free", True),
            ("openrouter:vendor/name", False),
            ("gemini:gemini-2.5-flash", False),
            ("ollama:qwen3", False),
        ],
    )
    def test_free_models_are_known_by_their_names(self, name: str, free: bool) -> None:
        assert models(*KEYED).open(name).free == free

    @pytest.mark.parametrize("pattern", ["gemini:*", "gemini-*-flash", " x , gemini:gemini-2.5-flash ,"])
    def test_patterns_name_more_of_them(self, pattern: str) -> None:
        catalogue = models(*KEYED, free=pattern)

        assert catalogue.open("gemini:gemini-2.5-flash").free
        assert not catalogue.open("openai:gpt-5-mini").free

    def test_free_models_of_openrouter_are_counted_together(self) -> None:
        catalogue = ModelCatalogue({name: Account("sk") for name in KEYED})

        one, other, paid = (
            catalogue.open(f"openrouter:{name}").meter for name in ("a/b:free", "c/d:free", "c/d")
        )

        assert one == other
        assert paid == "openrouter:c/d"

    def test_limits_come_with_the_model(self) -> None:
        catalogue = ModelCatalogue(
            {name: Account("sk") for name in KEYED}, limits='{"openai:*": {"requests_per_minute": 3}}'
        )

        assert catalogue.open("openai:gpt-5-mini").limits == Limits(requests_per_minute=3)
        assert catalogue.open("openrouter:a/b:free").limits == Limits(
            requests_per_minute=20, requests_per_day=50
        )


class TestPrice:
    @pytest.fixture(autouse=True)
    def nothing_is_fetched(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*_: object) -> NoReturn:
            raise AssertionError("a price was fetched")

        monkeypatch.setattr(socket.socket, "connect", refuse)

    @pytest.mark.parametrize(
        "name",
        [
            "openai:gpt-5-mini",
            "anthropic:claude-haiku-5-5",
            "gemini:gemini-3.8-flash",
            "openrouter:openai/gpt-5-mini",
        ],
    )
    def test_a_known_price_grows_with_the_tokens(self, name: str) -> None:
        catalogue = models()
        some, more, both = (
            catalogue.price(name, *tokens) for tokens in ((1_000, 0), (2_000, 0), (2_000, 500))
        )

        assert some is not None
        assert more == pytest.approx(2 * some)
        assert both is not None
        assert both > 2 * some > 0

    def test_a_price_is_in_dollars(self) -> None:
        # $0.25 for a million tokens of input, $2 for a million of output.
        assert models().price("openai:gpt-5-mini", 1_000_000, 1_000_000) == pytest.approx(2.25)

    @pytest.mark.parametrize(
        "name", ["openrouter:unheard/of:free", "openrouter:openrouter/free", "ollama:qwen3", "ollama:a:free"]
    )
    def test_free_and_local_models_cost_nothing(self, name: str) -> None:
        assert models().price(name, 1_000, 1_000) == 0

    @pytest.mark.parametrize(
        "name", ["openai:unheard-of", "anthropic:x", "robot:7", "template", "ollama:gpt-oss:120b-cloud"]
    )
    def test_an_unknown_price_is_none(self, name: str) -> None:
        assert models().price(name, 1_000, 1_000) is None

    def test_a_compatible_server_has_its_own_prices(self) -> None:
        assert models(addresses={"openai": HERE}).price("openai:gpt-5-mini", 1_000, 1_000) is None
        assert models(addresses={"openai": HERE}, free="gpt-*").price("openai:gpt-5-mini", 1_000, 1_000) == 0

    def test_the_own_address_may_be_written_out(self) -> None:
        catalogue = models(addresses={"openai": "https://api.openai.com/v1/"})

        assert catalogue.price("openai:gpt-5-mini", 1_000, 1_000) == pytest.approx(0.00225)


class TestReadiness:
    def test_every_provider_has_a_row_that_says_what_it_would_add(self) -> None:
        rows = {row.name: row for row in models().readiness()}

        assert list(rows) == ["OpenAI or compatible", "Anthropic", "Gemini", "OpenRouter", "Ollama"]
        assert not any(row.ready or row.detail or row.essential for row in rows.values())
        assert all(row.mend and row.adds for row in rows.values())

    def test_a_key_is_told_and_kept_to_itself(self) -> None:
        rows = {row.name: row for row in models("gemini").readiness()}

        assert rows["Gemini"].ready
        assert rows["Gemini"].detail == "key set (not tried)"

    def test_a_key_is_not_used_offline(self) -> None:
        rows = {row.name: row for row in models("gemini", offline=True).readiness()}

        assert not rows["Gemini"].ready
        assert "PICTURELOCK_OFFLINE=1" in rows["Gemini"].detail

    def test_a_key_without_its_package_says_what_to_install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(service, "is_installed", nothing)
        rows = {row.name: row for row in models("gemini").readiness()}

        assert not rows["Gemini"].ready
        assert 'pip install "picturelock[gemini]"' in rows["Gemini"].detail

    def test_a_local_server_that_is_chosen_is_told_with_its_address(self) -> None:
        rows = {row.name: row for row in models(chosen="ollama:qwen3", offline=True).readiness()}

        assert rows["Ollama"].ready
        assert "http://127.0.0.1:11434/v1" in rows["Ollama"].detail
