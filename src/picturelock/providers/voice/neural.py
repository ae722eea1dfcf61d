"""What Piper and Kokoro share: a model file of the user's own, run by a process that is kept."""

import asyncio
import hashlib
import importlib.util
import sys
import tempfile
from pathlib import Path
from typing import Any

from picturelock.domain.errors import InvalidInputError, MissingToolError, Problem, ProviderError
from picturelock.providers.voice.speaking import Recorded
from picturelock.providers.voice.take_sound import read_wav
from picturelock.providers.worker_process import WorkerError, WorkerProcess

_WITHIN = 180.0  # seconds for one beat
_ENDS = 1 << 20  # bytes of a file's beginning and end that tell it from another


class NeuralModel:
    """One model file and the process that runs it.

    Args:
        provider: ``piper`` or ``kokoro``.
        files: each file of the model by the setting that names it, the model itself first.

    Raises:
        InvalidInputError: a file is not there, with the setting.
        MissingToolError: what runs models is not installed.
    """

    def __init__(self, provider: str, files: dict[str, Path | None]) -> None:
        missing = [
            Problem(setting, f"names the model of PICTURELOCK_VOICE={provider}: give the path of its file")
            if file is None
            else Problem(setting, f"there is no file {file}")
            for setting, file in files.items()
            if file is None or not file.is_file()
        ]
        if missing:
            raise InvalidInputError(missing)
        if importlib.util.find_spec("onnxruntime") is None:
            raise MissingToolError(
                "onnxruntime",
                needed_for=f"PICTURELOCK_VOICE={provider}",
                install=f'pip install "picturelock[{provider}]"',
            )
        paths = [file for file in files.values() if file is not None]
        self.provider = provider
        self.key = f"{paths[0].stem}-{_fingerprint(paths)}"
        self._setting = next(iter(files))
        command = [
            sys.executable,
            "-m",
            "picturelock.providers.voice.neural_worker",
            provider,
            *map(str, paths),
        ]
        self._worker = WorkerProcess(provider, command)

    async def about(self) -> dict[str, Any]:
        """What the model says of itself. Raises ``ProviderError`` when it cannot be opened."""
        said = await self._worker.start()
        if "cannot" in said:
            message = f"the model cannot be opened: {said['cannot']}; check {self._setting}"
            raise ProviderError(message, provider=self.provider)
        return said

    async def speak(self, phonemes: str, *, voice: str, pace: float) -> Recorded:
        """Speak phonemes. Raises ``ProviderError``."""
        with tempfile.TemporaryDirectory() as folder:
            raw = Path(folder) / "raw.wav"
            asked = {"op": "speak", "phonemes": phonemes, "voice": voice, "pace": pace, "to": str(raw)}
            try:
                await asyncio.wait_for(self._worker.request(asked), timeout=_WITHIN)
            except TimeoutError as error:
                self._worker.kill()
                message = f"no answer within {_WITHIN:.0f} s"
                raise ProviderError(message, provider=self.provider, retryable=True) from error
            except WorkerError as error:
                message = f"the model {error.answer['message']}; check {self._setting} and PICTURELOCK_VOICE"
                raise ProviderError(message, provider=self.provider) from error
            return Recorded(*await asyncio.to_thread(read_wav, raw))

    async def stop(self) -> None:
        """End its process."""
        await self._worker.stop()


def _fingerprint(files: list[Path]) -> str:
    """Tells a model's files from others, without reading hundreds of megabytes."""
    found = hashlib.sha256()
    for file in files:
        size = file.stat().st_size
        with file.open("rb") as opened:
            found.update(f"{size}\n".encode() + opened.read(_ENDS))
            opened.seek(max(0, size - _ENDS))
            found.update(opened.read(_ENDS))
    return found.hexdigest()[:12]
