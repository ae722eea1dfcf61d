"""The process that holds espeak-ng: JSON lines in and out, as ``worker_process`` describes.

espeak-ng is GPL: it runs here, apart from the product, and the product works without it.
"""

import ctypes
import json
import os
import re
import sys
import wave
from html import escape
from pathlib import Path
from typing import Any

import espeakng_loader

from picturelock.providers.voice.kana import kana

# From speak_lib.h.
_SYNCHRONOUS = 2
_DO_NOT_EXIT = 0x8000
_UTF8 = 1
_SSML = 0x10
_PHONEMES = 0x100
_END_PAUSE = 0x1000
_SENTENCE, _MARK = 2, 3
_IPA = 0x02
# What ends a clause, and is told to voices that were trained with it.
_ENDS = tuple(",.;:?!،؟。、।？！")
_MARKS = {"،": ",", "、": ",", "؟": "?", "？": "?", "！": "!", "。": ".", "।": "."}
_CLAUSE = re.compile(r".+?(?:[,;:?!،؟。、।？！]+(?=\D|$)|\.(?=\s|$)|$)\s*", re.DOTALL)
# espeak says where it changes its language: "(en)".
_LANGUAGE = re.compile(r"\([a-z-]+\)")
_RATE, _PITCH, _RANGE = 1, 3, 4
# Voices whose dictionaries the wheel lacks: they would be silent.
_WITHOUT_DICTIONARY = frozenset({"fo", "kaa", "xex"})


class _Id(ctypes.Union):
    _fields_ = (("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8))


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _Id),
    )


class _Voice(ctypes.Structure):
    _fields_ = (("name", ctypes.c_char_p), ("languages", ctypes.c_void_p), ("identifier", ctypes.c_char_p))


_Callback = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event)
)


class Espeak:
    """The library, once for this process."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(espeakng_loader.get_library_path())
        self._library.espeak_TextToPhonemes.restype = ctypes.c_char_p
        self._library.espeak_ListVoices.restype = ctypes.POINTER(ctypes.POINTER(_Voice))
        data = espeakng_loader.get_data_path().encode()
        self.rate: int = self._library.espeak_Initialize(_SYNCHRONOUS, 0, data, _DO_NOT_EXIT)
        if self.rate <= 0:
            raise RuntimeError(f"espeak-ng did not start: code {self.rate}")
        self._sound = bytearray()
        self._marks: dict[int, float] = {}
        self._sentences: list[float] = []
        self._heard = _Callback(self._hear)  # kept: the library holds only its address
        self._library.espeak_SetSynthCallback(self._heard)

    def voices(self) -> dict[str, str]:
        """The voice of every language tag. Its identifier, since not every tag is a voice's name."""
        found: dict[str, tuple[int, str]] = {}
        voices = self._library.espeak_ListVoices(None)
        place = 0
        while voices[place]:
            voice = voices[place].contents
            for priority, tag in _tags(voice.languages):
                candidate = (priority, voice.identifier.decode())
                found[tag] = min(found.get(tag, candidate), candidate)
            place += 1
        return {
            tag: identifier
            for tag, (_, identifier) in sorted(found.items())
            if tag not in _WITHOUT_DICTIONARY
        }

    def speak(
        self, parts: list[str], glue: str, voice: str, rate: int, to: Path
    ) -> tuple[dict[int, float], float]:
        """Speak parts to a WAV; when each begins, in seconds, and the length of the whole."""
        self._sound.clear()
        self._marks.clear()
        self._sentences.clear()
        self._choose(voice)
        for parameter, value in ((_RATE, rate), (_PITCH, 42), (_RANGE, 55)):
            self._library.espeak_SetParameter(parameter, value, 0)
        marked = glue.join(f'<mark name="{place}"/>{_safe(part)}' for place, part in enumerate(parts))
        self._synthesize(marked)
        with wave.open(str(to), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(self.rate)
            file.writeframes(bytes(self._sound))
        self._mark_first_words(parts)
        return dict(self._marks), len(self._sound) / 2 / self.rate

    def phonemes(self, text: str, voice: str) -> str:
        """Text in IPA: the words of each clause with blanks between them, and the mark that ends it."""
        self._choose(voice)
        # The library takes phonemes between double brackets only after it was asked to once.
        self._synthesize("")
        clauses: list[str] = []
        for clause in _CLAUSE.findall(text):
            mark = clause.strip()[-1:]
            spoken = self._clause(clause).strip()
            if spoken:
                ending = _MARKS.get(mark, mark) if mark in _ENDS else ""
                clauses.append(f"{_LANGUAGE.sub('', spoken)}{ending}")
        return " ".join(clauses)

    def _clause(self, clause: str) -> str:
        held = ctypes.create_string_buffer(clause.encode())
        rest = ctypes.c_void_p(ctypes.addressof(held))
        said: list[str] = []
        while rest.value:
            piece: bytes | None = self._library.espeak_TextToPhonemes(ctypes.byref(rest), _UTF8, _IPA)
            said.append((piece or b"").decode())
        return " ".join(said)

    def _choose(self, voice: str) -> None:
        if self._library.espeak_SetVoiceByName(voice.encode()) != 0:
            raise ValueError(f"no voice called {voice}")

    def _synthesize(self, marked: str) -> None:
        text = f"<speak>{marked}</speak>".encode() + b"\0"
        flags = _UTF8 | _SSML | _PHONEMES | _END_PAUSE
        code = self._library.espeak_Synth(text, len(text), 0, 1, 0, flags, None, None)
        if code != 0:
            raise RuntimeError(f"espeak-ng could not speak: code {code}")
        self._library.espeak_Synchronize()

    def _mark_first_words(self, parts: list[str]) -> None:
        """espeak swallows a mark between two sentences: the second one's beginning stands for it."""
        for place in range(1, len(parts)):
            before = self._marks.get(place - 1)
            if place not in self._marks and before is not None:
                later = [start for start in self._sentences if start > before]
                if later:
                    self._marks[place] = min(later)

    def _hear(self, sound: Any, count: int, events: Any) -> int:
        if sound and count > 0:
            self._sound += ctypes.string_at(sound, count * 2)
        place = 0
        while events[place].type != 0:
            at = events[place].sample / self.rate
            if events[place].type == _MARK:
                self._marks.setdefault(int(events[place].id.name), at)
            elif events[place].type == _SENTENCE:
                self._sentences.append(at)
            place += 1
        return 0


def _tags(address: int) -> list[tuple[int, str]]:
    """A voice's tags: a priority, the lower the better, and a zero-ended tag each; a zero ends the list."""
    tags: list[tuple[int, str]] = []
    while priority := ctypes.string_at(address, 1)[0]:
        tag = ctypes.string_at(address + 1)
        tags.append((priority, tag.decode().lower()))
        address += len(tag) + 2
    return tags


def _safe(part: str) -> str:
    """Text as SSML. Phonemes in double brackets come from the lexicon alone."""
    return escape(part, quote=False)


def main() -> None:
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
    os.dup2(2, 1)  # whatever the library prints is a log line
    espeak = Espeak()

    def say(message: dict[str, Any]) -> None:
        answers.write(json.dumps(message) + "\n")

    say({"event": "ready", "voices": espeak.voices()})
    for line in sys.stdin:
        asked = json.loads(line)
        if asked["op"] not in ("speak", "phonemes"):
            continue
        try:
            say({"id": asked["id"], "event": "done", **_answer(espeak, asked)})
        except (OSError, ValueError, RuntimeError) as error:
            say({"id": asked["id"], "event": "error", "message": str(error)})


def _answer(espeak: Espeak, asked: dict[str, Any]) -> dict[str, Any]:
    parts: list[str] = asked["parts"]
    if asked["kana"]:
        parts = [part if part.startswith("[[") else kana(part) for part in parts]
    if asked["op"] == "phonemes":
        text = asked["glue"].join(part for part in parts if part)
        return {"phonemes": espeak.phonemes(text, asked["voice"])}
    to = Path(asked["to"])
    marks, seconds = espeak.speak(parts, asked["glue"], asked["voice"], asked["rate"], to)
    return {"starts": [marks.get(place) for place in range(len(parts))], "seconds": seconds}


if __name__ == "__main__":
    main()
