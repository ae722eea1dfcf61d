"""What is particular to one provider of language models, as users and the catalogue have to know it."""

from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version


@dataclass(frozen=True)
class Service:
    """A provider's row.

    Attributes:
        name: the part of ``PICTURELOCK_MODEL`` before the colon; also the extra that installs its client.
        title: what people call it.
        adds: what it is good for.
        home: its own address, as its client takes it.
        address_variable: the setting of another address.
        package: the distribution that its client comes from.
        key_variable: the setting of its key; None where there is none.
        default_model: who writes when only its key is set; None when it is not chosen by a key.
        setting: what to set to use it; None where its key is all.
        prices: its id in genai-prices; None where nothing is to pay.
        unknown_model: what to do when it does not know a model.
    """

    name: str
    title: str
    adds: str
    home: str
    address_variable: str
    package: str
    key_variable: str | None = None
    default_model: str | None = None
    setting: str | None = None
    prices: str | None = None
    unknown_model: str = "check its name"

    @property
    def credentials(self) -> str:
        """Which setting to check when it refuses whoever asks."""
        return self.key_variable or self.address_variable

    @property
    def mend(self) -> str:
        """What to set to use it, for ``doctor``."""
        return self.setting or self.credentials

    @property
    def install(self) -> str:
        """How to get its client."""
        return f'pip install "picturelock[{self.name}]"'

    @property
    def installed(self) -> bool:
        """Whether its client is there; nothing is imported to find out."""
        return is_installed("pydantic-ai-slim") and is_installed(self.package)


def is_installed(distribution: str) -> bool:
    """Whether a distribution is installed beside Picturelock."""
    try:
        version(distribution)
    except PackageNotFoundError:
        return False
    return True
