"""An object store by its address, and what it may refuse, in words."""

import asyncio
import os
import re
from collections.abc import Generator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

import obstore
from obstore.exceptions import (
    AlreadyExistsError,
    BaseError,
    NotSupportedError,
    PermissionDeniedError,
    UnauthenticatedError,
)
from obstore.store import LocalStore, ObjectStore, from_url

from picturelock.domain.errors import InvalidInputError, Problem, ProviderError

SETTING = "PICTURELOCK_STORE"
# How the variables are called that obstore reads its credentials from.
_VARIABLES = {
    "s3": "AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION and, for other services than Amazon's, "
    "AWS_ENDPOINT_URL",
    "gs": "GOOGLE_SERVICE_ACCOUNT",
    "az": "AZURE_STORAGE_ACCOUNT_NAME and AZURE_STORAGE_ACCOUNT_KEY",
    "file": "",
}
_PATIENCE = timedelta(seconds=30)
_ANSWERS_WITHIN = 20.0
_TAG = "picturelock-store"
_TAGGED = b"Below takes/ lie takes of Picturelock; each is complete when its manifest.json lies there.\n"


def open_store(address: str, *, patience: timedelta = _PATIENCE) -> ObjectStore:
    """The store at an address; nothing is asked of it yet.

    Args:
        address: such as ``s3://bucket/prefix``; its credentials are in the environment.
        patience: for how long a request that fails is tried again.

    Raises:
        InvalidInputError: there can be no such store, with what to change in which variable.
    """
    scheme = urlsplit(address).scheme
    if scheme not in _VARIABLES:
        raise _wrong(f"is {address!r}; give a folder, or an address that begins with {_schemes()}")
    if scheme == "file":
        return _folder(address)
    try:
        return from_url(
            address,
            client_options={
                "allow_http": os.environ.get("AWS_ENDPOINT_URL", "").startswith("http://"),
                "connect_timeout": timedelta(seconds=5),
                # For each read: a film may take long to come, silence may not.
                "read_timeout": timedelta(seconds=60),
                "timeout": timedelta(hours=2),
            },
            retry_config={
                "max_retries": 10,
                "retry_timeout": patience,
                "backoff": {
                    "init_backoff": timedelta(milliseconds=200),
                    "max_backoff": timedelta(seconds=5),
                    "base": 2,
                },
            },
        )
    except (BaseError, ValueError) as error:
        raise _wrong(f"is {address!r}, which cannot be used: {_said(error)}; {_to_set(address)}") from error


async def try_store(store: ObjectStore, address: str) -> None:
    """Make sure that it can be read and written, and that of two writers the first one wins.

    Raises:
        InvalidInputError: the address or the credentials are wrong, or the store cannot do what it must.
        ProviderError: it does not answer.
    """
    try:
        async with asyncio.timeout(_ANSWERS_WITHIN):
            await _tag(store, address)
    except TimeoutError as error:
        message = f"the store {address} does not answer within {_ANSWERS_WITHIN:.0f} s; {_to_set(address)}"
        raise ProviderError(message, provider=SETTING, retryable=True) from error
    except ProviderError as error:
        if error.retryable:
            raise
        raise _wrong(str(error).removeprefix(f"{SETTING}: ")) from error


async def _tag(store: ObjectStore, address: str) -> None:
    with named_store(address):
        try:
            await obstore.put_async(store, _TAG, _TAGGED, mode="create")
            await obstore.put_async(store, _TAG, _TAGGED, mode="create")
        except AlreadyExistsError:
            pass
        except FileNotFoundError as error:
            raise _refusal(address, "there is no such bucket", error) from error
        except NotSupportedError as error:
            raise _refusal(address, "it has no conditional writes (If-None-Match)", error) from error
        else:
            raise _wrong(f"is {address}, which ignores conditional writes (If-None-Match)")
        await obstore.get_async(store, _TAG)
        try:
            # Who may not list a bucket is told "forbidden" of what is not there.
            await obstore.get_async(store, f"{_TAG}.none")
        except FileNotFoundError:
            return


@contextmanager
def named_store(address: str) -> Generator[None]:
    """Turn the refusals of a store into errors that say whether to try again and what to change.

    What is not there (``FileNotFoundError``) or there already (``AlreadyExistsError``) is passed on.

    Raises:
        ProviderError: the store refused or does not answer.
    """
    try:
        yield
    except (AlreadyExistsError, NotSupportedError):
        raise
    except (PermissionDeniedError, UnauthenticatedError) as error:
        raise _refusal(address, "the credentials are refused", error) from error
    except BaseError as error:
        message = f"the store {address} cannot be reached or failed: {_said(error)}"
        raise ProviderError(message, provider=SETTING, retryable=True) from error


def _folder(address: str) -> LocalStore:
    place = Path(url2pathname(urlsplit(address).path))
    try:
        return LocalStore(place)
    except BaseError as error:
        raise _wrong(f"is {address!r}; the folder {place} must exist: {_said(error)}") from error


def _refusal(address: str, why: str, error: Exception) -> ProviderError:
    return ProviderError(f"is {address}: {why}; {_to_set(address)} ({_said(error)})", provider=SETTING)


def _wrong(message: str) -> InvalidInputError:
    return InvalidInputError([Problem(SETTING, message)])


def _to_set(address: str) -> str:
    variables = _VARIABLES[urlsplit(address).scheme]
    return "check the address" + (f" and {variables}" if variables else "")


def _schemes() -> str:
    *first, last = (f"{scheme}://" for scheme in _VARIABLES)
    return f"{', '.join(first)} or {last}"


def _said(error: Exception) -> str:
    """What the store said, in a line, without what may be signed in an address."""
    lines = str(error).split("\n\nDebug source", 1)[0]
    return re.sub(r"\?\S+", "", " ".join(lines.split()))[:300]
