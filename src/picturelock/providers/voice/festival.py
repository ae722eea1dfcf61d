"""festival's HTS voice for en-US, as a process of its own."""

import asyncio
import shutil
import tempfile
from functools import cache
from pathlib import Path

from picturelock.domain.errors import MissingToolError, ProviderError
from picturelock.domain.script import Beat
from picturelock.domain.shot import Artifact
from picturelock.domain.spoken_words import spoken_words
from picturelock.domain.voice import BeatTake, Word
from picturelock.providers.bound_process import bound, end_group
from picturelock.providers.voice.pronunciation import (
    Lexicon,
    ascii_only,
    lexicon,
    plain,
    refuse_other_letters,
)
from picturelock.providers.voice.take_sound import UNKEPT, read_wav, write_take

PROVIDER = "festival"
VOICE = "cmu_us_slt_arctic_hts"
INSTALL = "apt-get install festival festvox-us-slt-hts"
_FOLDERS = (Path("/usr/share/festival/voices"), Path("/usr/local/share/festival/voices"))
_WITHIN = 60.0  # seconds for one beat
_VERSION = 2

# Every top token with the words made from it and their times. Leaves are words, which have no daughters.
_TELL = """
(define (tell_word word)
  (format t " %f %f" (item.feat word "word_start") (item.feat word "word_end")))
(define (tell_token token)
  (if (item.daughters token)
      (begin (format t "TOKEN") (mapcar tell_word (item.daughters token)) (format t "\\n"))))
"""


# Festival's own phrasing runs over commas and even full stops in short sentences: what punctuation asks
# for is laid over what it found, and phrased again from that.
_SPEAK = """
(mapcar (lambda (step) (step beat)) (list Initialize Text Token_POS Token POS Phrasify))
(define (last_of_token word) (not (item.relation.next word 'Token)))
(define (rest_after word)
  (let ((mark (if (last_of_token word) (item.feat word "R:Token.parent.punc") "0")))
    (cond
      ((string-matches mark ".*[.!?;:].*") "BB")
      ((string-matches mark ".*,.*") "B")
      (t (item.feat word "pbreak")))))
(mapcar (lambda (word) (item.set_feat word "rest" (rest_after word))) (utt.relation.items beat 'Word))
(utt.relation.delete beat 'Phrase)
(Parameter.set 'Phrase_Method 'cart_tree)
(set! phrase_cart_tree '((rest is BB) ((BB)) ((rest is B) ((B)) ((n.name is 0) ((BB)) ((NB))))))
(mapcar (lambda (step) (step beat))
  (list Phrasify Word Pauses Intonation PostLex Duration Int_Targets Wave_Synth))
"""


@cache
def ready() -> str | None:
    """Why festival cannot speak here, or None when it can."""
    if shutil.which("festival") is None:
        return "festival is not installed"
    if not any(folder.glob(f"*/{VOICE}") for folder in _FOLDERS if folder.is_dir()):
        return f"festival's voice {VOICE} is not installed"
    return None


class FestivalVoice:
    """Implements ``ports.Voice`` for en-US."""

    draft = False

    def __init__(self) -> None:
        if ready() is not None:
            raise MissingToolError(str(ready()).split(" is ")[0], needed_for="this voice", install=INSTALL)
        self._lexicon = lexicon("en-US")

    @property
    def name(self) -> str:
        return f"{PROVIDER}:{VOICE}:{_VERSION}:{self._lexicon.version[:8]}"

    async def speak(self, beat: Beat, *, language: str, pace: float, to: Path) -> BeatTake:
        """Record a beat as ``<beat id>.wav``; the take's artifact has no key yet (``UNKEPT``).

        Raises:
            ProviderError: letters it does not know, no sound, or no answer within a minute.
        """
        refuse_other_letters(beat.text, language, provider=PROVIDER, beat_id=beat.id)
        tokens = spoken_words(beat.text, language)
        spoken = [_readable(token, self._lexicon) for token in tokens]
        with tempfile.TemporaryDirectory() as folder:
            raw = Path(folder) / "raw.wav"
            said = await _run(_scheme(spoken, pace, raw, self._lexicon), Path(folder))
            times = _times(tokens, spoken, said)
            name = f"{beat.id}.wav"
            seconds, words = await asyncio.to_thread(_kept, raw, times, to / name)
        return BeatTake(beat_id=beat.id, audio=Artifact(key=UNKEPT, name=name), seconds=seconds, words=words)


def _kept(raw: Path, times: list[tuple[str, float, float]], to: Path) -> tuple[float, tuple[Word, ...]]:
    sound, rate = read_wav(raw)
    return write_take(sound, rate, times, to, provider=PROVIDER)


def _readable(token: str, words: Lexicon) -> str:
    said = ascii_only(plain(words.respelled(token)))
    return said if any(sign.isalnum() for sign in said) else ""


def _scheme(spoken: list[str], pace: float, raw: Path, words: Lexicon) -> str:
    text = " ".join(part for part in spoken if part)
    entries = [
        f"(lex.add.entry (list {_quoted(word)} nil (lex.syllabify.phstress '({phones.lower()}))))"
        for word, phones in words.phones.items()
        if word in text.lower()
    ]
    return "\n".join(
        (
            f"(voice_{VOICE})",
            *entries,
            f'(set! hts_engine_params (cons (list "-r" {pace:.3f}) hts_engine_params))',
            _TELL,
            f"(set! beat (Utterance Text {_quoted(text)}))",
            _SPEAK,
            "(mapcar tell_token (utt.relation.items beat 'Token))",
            f"(utt.save.wave beat {_quoted(str(raw))} 'riff)",
        )
    )


def _quoted(text: str) -> str:
    """A Scheme string that holds exactly this text, whatever it says."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


async def _run(scheme: str, folder: Path) -> str:
    script = folder / "beat.scm"
    script.write_text(scheme, encoding="ascii")
    process = await asyncio.create_subprocess_exec(
        *bound("festival", "-b", str(script)),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        process_group=0,
    )
    try:
        said, errors = await asyncio.wait_for(process.communicate(), timeout=_WITHIN)
    except TimeoutError as error:
        raise ProviderError(f"no answer within {_WITHIN:.0f} s", provider=PROVIDER, retryable=True) from error
    finally:
        if process.returncode is None:
            await end_group(process)
    if process.returncode != 0 or not (folder / "raw.wav").exists():
        reason = errors.decode(errors="replace").strip()[-300:]
        raise ProviderError(f"could not speak: {reason}", provider=PROVIDER, retryable=True)
    return said.decode(errors="replace")


def _times(tokens: list[str], spoken: list[str], said: str) -> list[tuple[str, float, float]]:
    """Each token's time. A token read out as several words has several of festival's tokens."""
    spans: list[tuple[float, float] | None] = []
    for line in said.splitlines():
        if line.startswith("TOKEN"):
            numbers = [float(number) for number in line.split()[1:]]
            heard = [number for number in numbers if number > 0]
            spans.append((heard[0], heard[-1]) if heard else None)
    wanted = sum(len(part.split()) for part in spoken)
    if len(spans) != wanted:
        raise ProviderError(f"told {len(spans)} tokens of {wanted}", provider=PROVIDER)
    times: list[tuple[str, float, float]] = []
    at = 0
    clock = 0.0
    for token, part in zip(tokens, spoken, strict=True):
        own = [span for span in spans[at : at + len(part.split())] if span is not None]
        at += len(part.split())
        start, end = (own[0][0], own[-1][1]) if own else (clock, clock)
        times.append((token, start, end))
        clock = end
    return times
