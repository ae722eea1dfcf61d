"""The language models that settings and keys make available."""

from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from types import MappingProxyType
from urllib.parse import urlsplit

from picturelock.domain.errors import InvalidInputError, Problem
from picturelock.ports.models import OpenModel
from picturelock.providers.llm.anthropic import AnthropicModel
from picturelock.providers.llm.direct import DirectModel
from picturelock.providers.llm.gemini import GeminiModel
from picturelock.providers.llm.limits import fits, limits_of, meter_of, read_limits
from picturelock.providers.llm.ollama import OllamaModel, in_cloud
from picturelock.providers.llm.openai import OpenAIModel
from picturelock.providers.llm.openrouter import OpenRouterModel
from picturelock.providers.llm.prices import price_of
from picturelock.providers.llm.service import Service
from picturelock.providers.readiness import Readiness, key_detail

TEMPLATE = "template"
# In the order in which a key that is found chooses who writes.
PROVIDERS: Mapping[str, type[DirectModel]] = MappingProxyType(
    {
        model.service.name: model
        for model in (OpenAIModel, AnthropicModel, GeminiModel, OpenRouterModel, OllamaModel)
    }
)
FREE = ("*:free", "openrouter:openrouter/free")
# A server of one's own may need no key.
_OPEN_WITHOUT_KEY = (OpenAIModel.service, OllamaModel.service)


@dataclass(frozen=True)
class Account:
    """What settings say of one provider."""

    key: str | None = None
    address: str | None = None


class ModelCatalogue:
    """Implements ``ports.models.Models``.

    Args:
        accounts: by provider; those that are not named have neither key nor address.
        chosen: ``provider:model`` or ``template``; None lets the keys choose.
        offline: nothing leaves this machine.
        free: more patterns of models that cost nothing, split by commas.
        limits: the setting of limits; see ``read_limits``.

    Raises:
        InvalidInputError: the limits cannot be read.
    """

    def __init__(
        self,
        accounts: Mapping[str, Account],
        *,
        chosen: str | None = None,
        offline: bool = False,
        free: str | None = None,
        limits: str | None = None,
    ) -> None:
        self._accounts = accounts
        self._chosen = chosen
        self._offline = offline
        asked = (pattern.strip() for pattern in (free or "").split(","))
        self._free = (*FREE, *(pattern for pattern in asked if pattern))
        self._limits = read_limits(limits)
        self._open: dict[str, tuple[DirectModel, OpenModel]] = {}

    @property
    def default(self) -> str:
        """Who writes when nobody is named: who is chosen, else the first with a key, else ``template``."""
        if self._chosen:
            return self._chosen
        for provider, of in PROVIDERS.items():
            service, model = of.service, of.service.default_model
            if (
                model
                and self._account(provider).key
                and service.installed
                and not self._kept_in(service, model)
            ):
                return f"{provider}:{model}"
        return TEMPLATE

    def open(self, name: str) -> OpenModel:
        """The model of a name, the same object every time; it connects when it is first asked.

        Raises:
            InvalidInputError: of the field ``model``; says what to write, to set or to install.
        """
        if name not in self._open:
            problem = self._problem(name)
            if problem:
                raise InvalidInputError([Problem("model", problem)])
            provider, _, model = name.partition(":")
            account = self._account(provider)
            opened = PROVIDERS[provider](model, api_key=account.key, base_url=account.address)
            row = OpenModel(
                opened,
                free=self._costs_nothing(name),
                limits=limits_of(name, self._limits),
                meter=meter_of(name),
            )
            self._open[name] = opened, row
        return self._open[name][1]

    def price(self, name: str, input_tokens: int, output_tokens: int) -> float | None:
        """US dollars; 0 for a free model or one of your own; None where the price is not known."""
        provider, _, model = name.partition(":")
        if self._costs_nothing(name):
            return 0.0
        if provider not in PROVIDERS:
            return None
        service, address = PROVIDERS[provider].service, self._address(provider)
        if provider == OllamaModel.service.name:
            return None if in_cloud(model, address) else 0.0
        # What another server takes for the same name is not in any table.
        if service.prices is None or address != service.home:
            return None
        return price_of(service.prices, model, input_tokens, output_tokens)

    def readiness(self) -> tuple[Readiness, ...]:
        """Which providers have what they need, for ``doctor``. Nobody is asked."""
        return tuple(self._readiness(of.service) for of in PROVIDERS.values())

    async def close(self) -> None:
        """Close every model that was opened."""
        while self._open:
            _, (opened, _) = self._open.popitem()
            await opened.close()

    def _problem(self, name: str) -> str:
        """Why a model cannot be opened; empty when it can."""
        provider, _, model = name.partition(":")
        if provider not in PROVIDERS:
            known = ", ".join(PROVIDERS)
            return (
                f"{name!r} is not known; write PROVIDER:MODEL, where PROVIDER is one of {known}, or template"
            )
        service = PROVIDERS[provider].service
        if not model:
            example = f", like {provider}:{service.default_model}" if service.default_model else ""
            return f"{name!r} names no model; write {provider}:MODEL{example}"
        if provider == OpenRouterModel.service.name and "/" not in model:
            return f"{name!r} names no vendor; write openrouter:VENDOR/MODEL, as OpenRouter lists it"
        if self._kept_in(service, model):
            return (
                f"{name} needs a connection, and PICTURELOCK_OFFLINE=1 refuses every one; unset one of them"
            )
        account = self._account(provider)
        if (
            service.key_variable
            and not account.key
            and not (account.address and service in _OPEN_WITHOUT_KEY)
        ):
            return f"{name} needs a key; set {service.key_variable}"
        if not service.installed:
            return f"{name} needs a package that is not installed; install it with: {service.install}"
        return ""

    def _readiness(self, service: Service) -> Readiness:
        account, chosen = self._account(service.name), (self._chosen or "").partition(":")
        model = chosen[2] if chosen[0] == service.name else service.default_model or ""
        own_server = service in _OPEN_WITHOUT_KEY and account.address
        given = bool(account.key or own_server or (chosen[0] == service.name and not service.key_variable))
        kept_in = self._kept_in(service, model)
        detail = f"{self._address(service.name)} (not tried)"
        if not service.installed:
            detail = f"set, but its package is missing: {service.install}"
        elif account.key or kept_in:
            detail = key_detail(offline=kept_in)
        return Readiness(
            service.title,
            ready=given and service.installed and not kept_in,
            detail=detail if given else "",
            adds=service.adds,
            mend=service.mend,
        )

    def _account(self, provider: str) -> Account:
        return self._accounts.get(provider, Account())

    def _address(self, provider: str) -> str:
        return (self._account(provider).address or PROVIDERS[provider].service.home).rstrip("/")

    def _kept_in(self, service: Service, model: str) -> bool:
        """Whether a model is refused because it would be asked outside of this machine."""
        address = self._address(service.name)
        handed_on = service is OllamaModel.service and in_cloud(model, address)
        return self._offline and (handed_on or not _on_this_machine(address))

    def _costs_nothing(self, name: str) -> bool:
        return fits(name, self._free)


def _on_this_machine(address: str) -> bool:
    host = urlsplit(address).hostname or ""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
