"""Speech sounds in the alphabets that voices take: ARPAbet (festival), espeak-ng's own, and IPA."""

import re
from dataclasses import dataclass


def _table(pairs: str) -> dict[str, str]:
    return {
        name: value.replace("+", " ") for name, _, value in (pair.partition("=") for pair in pairs.split())
    }


# ARPAbet: espeak-ng's phonemes (Kirshenbaum), IPA, and letters that English readers say so.
_ARPABET = {
    "AA": ("A:", "ɑː", "ah"),
    "AE": ("a", "æ", "a"),
    "AH": ("V", "ʌ", "uh"),
    "AO": ("O:", "ɔː", "aw"),
    "AW": ("aU", "aʊ", "ow"),
    "AY": ("aI", "aɪ", "eye"),
    "EH": ("E", "ɛ", "eh"),
    "ER": ("3:", "ɜːɹ", "er"),
    "EY": ("eI", "eɪ", "ay"),
    "IH": ("I", "ɪ", "ih"),
    "IY": ("i:", "iː", "ee"),
    "OW": ("oU", "oʊ", "oh"),
    "OY": ("OI", "ɔɪ", "oy"),
    "UH": ("U", "ʊ", "u"),
    "UW": ("u:", "uː", "oo"),
    "B": ("b", "b", "b"),
    "CH": ("tS", "tʃ", "ch"),
    "D": ("d", "d", "d"),
    "DH": ("D", "ð", "th"),
    "F": ("f", "f", "f"),
    "G": ("g", "ɡ", "g"),
    "HH": ("h", "h", "h"),
    "JH": ("dZ", "dʒ", "j"),
    "K": ("k", "k", "k"),
    "L": ("l", "l", "l"),
    "M": ("m", "m", "m"),
    "N": ("n", "n", "n"),
    "NG": ("N", "ŋ", "ng"),
    "P": ("p", "p", "p"),
    "R": ("r", "ɹ", "r"),
    "S": ("s", "s", "s"),
    "SH": ("S", "ʃ", "sh"),
    "T": ("t", "t", "t"),
    "TH": ("T", "θ", "th"),
    "V": ("v", "v", "v"),
    "W": ("w", "w", "w"),
    "Y": ("j", "j", "y"),
    "Z": ("z", "z", "z"),
    "ZH": ("Z", "ʒ", "zh"),
}
_VOWELS = frozenset(list(_ARPABET)[:15])
# IPA in espeak-ng's phonemes, where the letter is not the same.
_ESPEAK = _table(
    "ɑ=A æ=a ɒ=0 ʌ=V ə=@ ɜ=3 ɚ=3 ɝ=3: ɐ=a ɛ=E ɪ=I ɔ=O ʊ=U ʏ=Y ø=Y œ=W ɨ=I ɯ=u θ=T ð=D ʃ=S ʒ=Z ŋ=N ɹ=r "
    "ɾ=r ʁ=r ʀ=r χ=x ç=C ɡ=g ɲ=n^ ʎ=l^ β=b ɣ=g ʔ=? ː=: ˈ=' ˌ=, ̃=~ .= ͡= ‿="
)
# IPA in ARPAbet, the longest first.
_TO_ARPABET = {ipa: name for name, (_, ipa, _) in _ARPABET.items()} | _table(
    "ɑ=AA a=AA aː=AA ɒ=AA ɔ=AO ə=AH0 ɚ=ER ɝ=ER ɜː=ER ɐ=AH0 i=IY u=UW e=EY eː=EY o=OW oː=OW əʊ=OW ɜ=ER "
    "r=R ɾ=T g=G ts=T+S x=K ʁ=R y=UW ø=ER œ=EH"
)
_IPA_SOUNDS = re.compile("|".join(sorted(map(re.escape, _TO_ARPABET), key=len, reverse=True)))
# Syllables as dictionaries for patients respell them, in ARPAbet; the longest are tried first.
_SYLLABLE_VOWELS = _table(
    "a=AE ah=AA aa=AA ay=EY ai=EY air=EH+R ar=AA+R aw=AO e=EH eh=EH ee=IY ea=IY er=ER ur=ER ir=ER "
    "eye=AY i=IH ih=IH igh=AY o=AA oh=OW oe=OW oo=UW or=AO+R ow=AW ou=AW oy=OY oi=OY u=AH uh=AH ye=AY "
    "y=AY"
)
_SYLLABLE_CONSONANTS = _table(
    "b=B ch=CH c=K ck=K d=D f=F ph=F g=G h=HH j=JH k=K kh=K l=L m=M n=N ng=NG p=P r=R s=S ss=S sh=SH "
    "t=T th=TH v=V w=W x=K+S y=Y z=Z zh=ZH"
)


def _one_of(letters: dict[str, str]) -> str:
    return "|".join(sorted(letters, key=len, reverse=True))


_SYLLABLE = re.compile(
    rf"((?:{_one_of(_SYLLABLE_CONSONANTS)})*?)({_one_of(_SYLLABLE_VOWELS)})((?:{_one_of(_SYLLABLE_CONSONANTS)})*)"
)
_CONSONANT = re.compile(_one_of(_SYLLABLE_CONSONANTS))


@dataclass(frozen=True)
class Sounds:
    """A word's sounds in IPA, and in ARPAbet when they are English."""

    ipa: str
    arpabet: str | None = None

    @property
    def espeak(self) -> str:
        """As espeak-ng takes them between double brackets."""
        if self.arpabet is None:
            return "".join(_ESPEAK.get(sign, sign) for sign in self.ipa if sign != " ")
        return "".join(_written(sound, 0, "'", ",") for sound in self.arpabet.split())

    @property
    def possessive(self) -> "Sounds":
        """The same with the sound of ’s."""
        return Sounds(f"{self.ipa}z", None if self.arpabet is None else f"{self.arpabet} Z")


def from_arpabet(arpabet: str) -> Sounds:
    """The sounds of a row of ARPAbet with stress on its vowels."""
    ipa = "".join(_written(sound, 1, "ˈ", "ˌ") for sound in arpabet.split())
    return Sounds(ipa, arpabet)


def from_ipa(ipa: str, *, english: bool) -> Sounds:
    """The sounds of IPA, as English ones where they are."""
    return Sounds(ipa, _arpabet(ipa) if english else None)


def from_syllables(say: str) -> Sounds | None:
    """The sounds of English syllables such as "zin TAH rah"; None when one cannot be read so."""
    sounds: list[str] = []
    syllables = re.split(r"[\s-]+", say.strip())
    loud = [syllable.isupper() and len(syllable) > 1 for syllable in syllables]
    for syllable, stressed in zip(syllables, loud if any(loud) else [True, *loud[1:]], strict=True):
        found = _SYLLABLE.fullmatch(syllable.lower())
        if found is None:
            return None
        before, vowel, after = found.groups()
        stress = "1" if stressed else "0"
        sounds += [_SYLLABLE_CONSONANTS[sign] for sign in _CONSONANT.findall(before)]
        sounds += [part + stress if part in _VOWELS else part for part in _SYLLABLE_VOWELS[vowel].split()]
        sounds += [_SYLLABLE_CONSONANTS[sign] for sign in _CONSONANT.findall(after)]
    return from_arpabet(" ".join(sounds))


def as_syllables(ipa: str) -> str:
    """English letters that are read as these sounds, for voices that take nothing else: "zih-NTAH-ruh"."""
    said = ""
    for sound in (_arpabet(ipa) or "").split():
        base = sound.rstrip("012")
        said += "uh-" if sound == "AH0" else _ARPABET[base][2] + ("-" if base in _VOWELS else "")
    parts = said.split("-")
    return "-".join(part for part in [*parts[:-2], "".join(parts[-2:])] if part)


def _written(sound: str, alphabet: int, first: str, second: str) -> str:
    base, stress = sound.rstrip("012"), sound[-1]
    if sound == "AH0":
        return ("@", "ə")[alphabet]
    return {"1": first, "2": second}.get(stress, "") + _ARPABET[base][alphabet]


def _arpabet(ipa: str) -> str | None:
    """IPA in ARPAbet, with each stress on the vowel that follows it; None when a sound is not English."""
    sounds: list[str] = []
    stress, place = "0", 0
    cleaned = re.sub(r"[.‿͡ ]", "", ipa)
    while place < len(cleaned):
        if cleaned[place] in "ˈˌ":
            stress = "1" if cleaned[place] == "ˈ" else "2"
            place += 1
            continue
        found = _IPA_SOUNDS.match(cleaned, place)
        if found is None:
            return None
        name = _TO_ARPABET[found[0]]
        if name.rstrip("0") in _VOWELS:
            name, stress = (name if name.endswith("0") and stress == "0" else name.rstrip("0") + stress), "0"
        sounds.append(name)
        place = found.end()
    return " ".join(sounds)
