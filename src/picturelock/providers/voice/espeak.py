"""espeak-ng: every language, a voice for drafts. It runs in a process of its own (``espeak_worker``)."""

import asyncio
import sys
import tempfile
from pathlib import Path

from picturelock.domain.errors import ProviderError
from picturelock.domain.script import Beat
from picturelock.domain.shot import Artifact
from picturelock.domain.spoken_words import spoken_words
from picturelock.domain.voice import BeatTake, Word
from picturelock.providers.voice.pronunciation import Lexicon, lexicon, plain, refuse_other_letters
from picturelock.providers.voice.take_sound import UNKEPT, read_wav, write_take
from picturelock.providers.worker_process import WorkerError, WorkerProcess

PROVIDER = "espeak"
WORDS_A_MINUTE = 160
_WITHIN = 60.0  # seconds for one beat
_VERSION = 2
# espeak's own tags, where they differ from BCP 47's.
_TAGS = {
    "zh": "cmn",
    "zh-cn": "cmn",
    "zh-tw": "cmn",
    "zh-hk": "yue",
    "no": "nb",
    "nn": "nb",
    "en": "en-us",
    "en-in": "en-gb",
    "pt": "pt-br",
}
# ARPAbet to espeak's phonemes (Kirshenbaum), for the words of the lexicon.
_PHONEMES = {
    "AA": "A:",
    "AE": "a",
    "AO": "O:",
    "AW": "aU",
    "AY": "aI",
    "EH": "E",
    "ER": "3:",
    "EY": "eI",
    "IH": "I",
    "IY": "i:",
    "OW": "oU",
    "OY": "OI",
    "UH": "U",
    "UW": "u:",
    "B": "b",
    "CH": "tS",
    "D": "d",
    "DH": "D",
    "F": "f",
    "G": "g",
    "HH": "h",
    "JH": "dZ",
    "K": "k",
    "L": "l",
    "M": "m",
    "N": "n",
    "NG": "N",
    "P": "p",
    "R": "r",
    "S": "s",
    "SH": "S",
    "T": "t",
    "TH": "T",
    "V": "v",
    "W": "w",
    "Y": "j",
    "Z": "z",
    "ZH": "Z",
}


class EspeakVoice:
    """Implements ``ports.Voice`` for one of espeak-ng's languages."""

    draft = True

    def __init__(self, worker: WorkerProcess, language: str) -> None:
        self._worker = worker
        self._language = language
        self._lexicon = lexicon(language)

    @property
    def name(self) -> str:
        return f"{PROVIDER}:{self._language}:{_VERSION}:{self._lexicon.version[:8]}"

    async def speak(self, beat: Beat, *, language: str, pace: float, to: Path) -> BeatTake:
        """Record a beat as ``<beat id>.wav``; the take's artifact has no key yet (``UNKEPT``).

        Raises:
            ProviderError: an unknown language, letters it does not use, no sound, or no answer in time.
        """
        refuse_other_letters(beat.text, language, provider=PROVIDER, beat_id=beat.id)
        tokens = spoken_words(beat.text, language)
        parts = [_readable(token, self._lexicon) for token in tokens]
        with tempfile.TemporaryDirectory() as folder:
            raw = Path(folder) / "raw.wav"
            starts, heard = await self._spoken(parts, pace, raw)
            times = _times(tokens, starts, heard)
            name = f"{beat.id}.wav"
            seconds, words = await asyncio.to_thread(_kept, raw, times, to / name)
        return BeatTake(beat_id=beat.id, audio=Artifact(key=UNKEPT, name=name), seconds=seconds, words=words)

    async def _spoken(self, parts: list[str], pace: float, raw: Path) -> tuple[list[float | None], float]:
        greeting = await self._worker.start()
        voices: dict[str, str] = greeting["voices"]
        voice = voices[espeak_tag(self._language, list(voices))]
        asked = {
            "op": "speak",
            "parts": parts,
            "voice": voice,
            "rate": round(WORDS_A_MINUTE * pace),
            "to": str(raw),
        }
        try:
            answer = await asyncio.wait_for(self._worker.request(asked), timeout=_WITHIN)
        except TimeoutError as error:
            self._worker.kill()
            raise ProviderError(
                f"no answer within {_WITHIN:.0f} s", provider=PROVIDER, retryable=True
            ) from error
        except WorkerError as error:
            raise ProviderError(f"could not speak: {error}", provider=PROVIDER, retryable=True) from error
        return answer["starts"], float(answer["seconds"])


def espeak_worker() -> WorkerProcess:
    """The process that espeak voices share."""
    return WorkerProcess(PROVIDER, [sys.executable, "-m", "picturelock.providers.voice.espeak_worker"])


def espeak_tag(language: str, known: list[str]) -> str:
    """espeak's tag for a language (BCP 47). Raises ``ProviderError`` when it has no such voice."""
    asked = language.lower()
    base = asked.split("-")[0]
    for tag in (_TAGS.get(asked, asked), _TAGS.get(base, base)):
        if tag in known:
            return tag
    raise ProviderError(f"espeak-ng has no voice for the language {language!r}", provider=PROVIDER)


def _kept(raw: Path, times: list[tuple[str, float, float]], to: Path) -> tuple[float, tuple[Word, ...]]:
    sound, rate = read_wav(raw)
    return write_take(sound, rate, times, to, provider=PROVIDER)


def _readable(token: str, words: Lexicon) -> str:
    sounds = words.sounds(token)
    if sounds is None:
        # Double brackets would be taken for phonemes.
        return plain(words.respelled(token)).replace("[[", "[").replace("]]", "]")
    tail = token[-1] if token[-1] in ",.;:?!" else ""
    return f"[[{''.join(_phoneme(sound) for sound in sounds.split())}]]{tail}"


def _phoneme(sound: str) -> str:
    base, stress = sound.rstrip("012"), sound[-1]
    if sound == "AH0":
        return "@"
    if sound == "AH1" or sound == "AH2":
        return ("'" if stress == "1" else ",") + "V"
    return {"1": "'", "2": ","}.get(stress, "") + _PHONEMES[base]


def _times(tokens: list[str], starts: list[float | None], seconds: float) -> list[tuple[str, float, float]]:
    """Each token from its mark to the next one's; marks that are missing or out of order are closed up."""
    clock = 0.0
    ordered: list[float] = []
    for start in starts:
        clock = min(seconds, max(clock, clock if start is None else start))
        ordered.append(clock)
    ends = [*ordered[1:], seconds]
    return list(zip(tokens, ordered, ends, strict=True))
