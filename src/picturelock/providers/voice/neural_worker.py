"""The process that runs a Piper or Kokoro model: JSON lines in and out, as ``worker_process`` describes.

Started as ``neural_worker piper MODEL.onnx`` or ``neural_worker kokoro MODEL.onnx VOICES.bin``. A model is
a file of somebody else's, and a heavy one: it is opened here, apart from the service.
"""

import json
import os
import re
import sys
import unicodedata
import wave
from pathlib import Path
from typing import Any, Protocol, cast

import numpy as np
from numpy.typing import NDArray

from picturelock.providers.voice.kokoro_symbols import SYMBOLS

Sound = NDArray[np.float32]
Asked = dict[str, Any]

_SEED = 20_260_101  # the models draw random numbers: the same text shall sound the same
_PAUSE = 0.25  # seconds between two sentences
_SENTENCES = re.compile(r"(?<=[.?!])\s+")
_KOKORO_RATE = 24_000  # Hz
_KOKORO_LONGEST = 509  # phonemes that its styles go up to


class Model(Protocol):
    """A model that speaks phonemes."""

    about: dict[str, Any]
    rate: int

    def speak(self, phonemes: str, asked: Asked) -> Sound:
        """One sentence's samples in -1..1. Raises ``ValueError`` that says what is wrong."""
        ...


class Piper:
    """A Piper voice: a VITS model with a JSON file that maps phonemes to numbers.

    Every phoneme is followed by a pad, as in the model's training, with a mark before and after the sentence.
    """

    def __init__(self, model: Path) -> None:
        config: dict[str, Any] = json.loads(Path(f"{model}.json").read_text(encoding="utf-8"))
        self.rate = int(config["audio"]["sample_rate"])
        self._numbers: dict[str, list[int]] = config["phoneme_id_map"]
        self._inference: dict[str, float] = config.get("inference", {})
        self._speakers: dict[str, int] = config.get("speaker_id_map") or {}
        self._many = int(config.get("num_speakers", 1)) > 1
        self._session = _session(model)
        code = config.get("language", {}).get("code") or config["espeak"]["voice"]
        self.about = {
            "language": str(code).replace("_", "-"),
            "espeak": config["espeak"]["voice"],
            "speakers": sorted(self._speakers),
        }

    def speak(self, phonemes: str, asked: Asked) -> Sound:
        """One sentence; ``asked`` may name a speaker."""
        numbers = [*self._numbers["^"], *self._numbers["_"]]
        for sign in unicodedata.normalize("NFD", phonemes):
            if sign in self._numbers:
                numbers += [*self._numbers[sign], *self._numbers["_"]]
        numbers += self._numbers["$"]
        scales = (
            self._inference.get("noise_scale", 0.667),
            self._inference.get("length_scale", 1.0) / asked["pace"],
            self._inference.get("noise_w", 0.8),
        )
        given: dict[str, Any] = {
            "input": np.array([numbers], np.int64),
            "input_lengths": np.array([len(numbers)], np.int64),
            "scales": np.array(scales, np.float32),
        }
        if self._many:
            given["sid"] = np.array([self._speaker(asked.get("voice", ""))], np.int64)
        return _run(self._session, given)

    def _speaker(self, named: str) -> int:
        if not named:
            return 0
        if named not in self._speakers:
            raise ValueError(f"has no speaker {named!r}; it has {', '.join(sorted(self._speakers)) or 'one'}")
        return self._speakers[named]


class Kokoro:
    """A Kokoro model with its file of styles: for each voice one for every count of phonemes."""

    rate = _KOKORO_RATE

    def __init__(self, model: Path, voices: Path) -> None:
        with np.load(voices, allow_pickle=False) as styles:
            self._styles = {name: np.asarray(styles[name], np.float32) for name in styles.files}
        self._session = _session(model)
        self._inputs = {given.name: given.type for given in self._session.get_inputs()}
        self.about = {"voices": sorted(self._styles)}

    def speak(self, phonemes: str, asked: Asked) -> Sound:
        """One sentence by the voice that ``asked`` names."""
        styles = self._styles.get(asked["voice"])
        if styles is None:
            raise ValueError(f"has no voice {asked['voice']!r}; it has {', '.join(sorted(self._styles))}")
        numbers = [SYMBOLS[sign] for sign in phonemes if sign in SYMBOLS]
        sounds = [
            self._piece(numbers[at : at + _KOKORO_LONGEST], styles, asked["pace"])
            for at in range(0, len(numbers), _KOKORO_LONGEST)
        ]
        return np.concatenate(sounds) if sounds else np.zeros(0, np.float32)

    def _piece(self, numbers: list[int], styles: Sound, pace: float) -> Sound:
        tokens = "tokens" if "tokens" in self._inputs else "input_ids"
        whole = "int32" in self._inputs.get("speed", "")
        given = {
            tokens: np.array([[0, *numbers, 0]], np.int64),
            "style": styles[min(len(numbers), len(styles) - 1)].reshape(1, -1),
            "speed": np.array([round(pace)], np.int32) if whole else np.array([pace], np.float32),
        }
        return _run(self._session, given)


def _session(model: Path) -> Any:
    import onnxruntime  # pyright: ignore[reportMissingTypeStubs]

    runtime = cast(Any, onnxruntime)
    runtime.set_seed(_SEED)
    options = runtime.SessionOptions()
    options.intra_op_num_threads = max(1, (os.cpu_count() or 2) // 2)
    options.log_severity_level = 3
    return runtime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


def _run(session: Any, given: dict[str, Any]) -> Sound:
    return np.asarray(session.run(None, given)[0], np.float32).reshape(-1)


def _open(arguments: list[str]) -> Model:
    match arguments:
        case ["piper", model]:
            return Piper(Path(model))
        case ["kokoro", model, voices]:
            return Kokoro(Path(model), Path(voices))
        case _:
            raise ValueError(f"no such model: {arguments}")


def _answer(model: Model, asked: Asked) -> dict[str, Any]:
    pause = np.zeros(round(model.rate * _PAUSE), np.float32)
    pieces: list[Sound] = []
    for sentence in _SENTENCES.split(asked["phonemes"].strip()):
        pieces += [*([pause] if pieces else []), model.speak(sentence, asked)]
    sound = np.concatenate(pieces)
    if not np.isfinite(sound).all():
        raise ValueError("gave numbers that are no sound")
    with wave.open(asked["to"], "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(model.rate)
        file.writeframes((np.clip(sound, -1, 1) * 32767).round().astype("<i2").tobytes())
    return {}


def main() -> None:
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
    os.dup2(2, 1)  # whatever a library prints is a log line

    def say(message: dict[str, Any]) -> None:
        answers.write(json.dumps(message) + "\n")

    try:
        model = _open(sys.argv[1:])
    except Exception as error:  # noqa: BLE001 - a model file may be anything, and onnxruntime's errors have no base
        say({"event": "ready", "cannot": f"{type(error).__name__}: {error}"[:400]})
        return
    say({"event": "ready", **model.about})
    for line in sys.stdin:
        asked = json.loads(line)
        if asked["op"] != "speak":
            continue
        try:
            say({"id": asked["id"], "event": "done", **_answer(model, asked)})
        except Exception as error:  # noqa: BLE001 - see above
            say({"id": asked["id"], "event": "error", "message": f"{error}"[:400]})


if __name__ == "__main__":
    main()
