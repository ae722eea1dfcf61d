"""festival's HTS voice for en-US, as a process of its own."""

import asyncio
import shutil
import tempfile
from functools import cache
from pathlib import Path

from picturelock.domain.errors import MissingToolError, ProviderError
from picturelock.providers.bound_process import bound, end_group
from picturelock.providers.voice.pronunciation import ascii_only
from picturelock.providers.voice.reading import Part, Reading
from picturelock.providers.voice.speaking import Recorded
from picturelock.providers.voice.take_sound import read_wav

PROVIDER = "festival"
VOICE = "cmu_us_slt_arctic_hts"
INSTALL = "apt-get install festival festvox-us-slt-hts"
_FOLDERS = (Path("/usr/share/festival/voices"), Path("/usr/local/share/festival/voices"))
_WITHIN = 60.0  # seconds for one beat

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


class FestivalSpeaker:
    """Implements ``Speaker`` for en-US."""

    provider = PROVIDER
    voice = VOICE
    version = 3
    draft = False
    learnt = False

    def __init__(self) -> None:
        if ready() is not None:
            raise MissingToolError(str(ready()).split(" is ")[0], needed_for="this voice", install=INSTALL)

    async def record(self, reading: Reading, *, pace: float) -> Recorded:
        """Speak a reading. Raises ``ProviderError``: no sound, or no answer within a minute."""
        spoken = [_readable(part) for part in reading.parts]
        with tempfile.TemporaryDirectory() as folder:
            raw = Path(folder) / "raw.wav"
            said = await _run(_scheme(reading, spoken, pace, raw), Path(folder))
            sound, rate = await asyncio.to_thread(read_wav, raw)
        return Recorded(sound, rate, _times(spoken, said))


def _readable(part: Part) -> str:
    if part.sounds is not None and part.sounds.arpabet is not None:
        return f"{_alias(part)}{part.tail}"
    said = ascii_only(part.said)
    return said if any(sign.isalnum() for sign in said) else ""


def _alias(part: Part) -> str:
    """A word of letters alone under which festival is told a part's sounds."""
    core = "".join(sign for sign in ascii_only(part.token).lower() if sign.isalpha())
    return core if core else "picturelock"


def _scheme(reading: Reading, spoken: list[str], pace: float, raw: Path) -> str:
    text = " ".join(part for part in spoken if part)
    entries = [
        f"(lex.add.entry (list {_quoted(_alias(part))} nil"
        f" (lex.syllabify.phstress '({part.sounds.arpabet.lower()}))))"
        for part in reading.parts
        if part.sounds is not None and part.sounds.arpabet is not None
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


def _times(spoken: list[str], said: str) -> tuple[tuple[float, float], ...]:
    """Each part's time. A token that is read out as several words has several of festival's tokens."""
    spans: list[tuple[float, float] | None] = []
    for line in said.splitlines():
        if line.startswith("TOKEN"):
            numbers = [float(number) for number in line.split()[1:]]
            heard = [number for number in numbers if number > 0]
            spans.append((heard[0], heard[-1]) if heard else None)
    wanted = sum(len(part.split()) for part in spoken)
    if len(spans) != wanted:
        raise ProviderError(f"told {len(spans)} tokens of {wanted}", provider=PROVIDER)
    times: list[tuple[float, float]] = []
    at = 0
    clock = 0.0
    for part in spoken:
        own = [span for span in spans[at : at + len(part.split())] if span is not None]
        at += len(part.split())
        start, end = (own[0][0], own[-1][1]) if own else (clock, clock)
        times.append((start, end))
        clock = end
    return tuple(times)
