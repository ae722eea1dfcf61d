"""The numbers by which Kokoro's models know phonemes, and how espeak-ng's phonemes become theirs."""

_NUMBERED = (
    ";1 :2 ,3 .4 !5 ?6 —9 …10 (12 )13 “14 ”15 ̃17 ʣ18 ʥ19 ʦ20 ʨ21 ᵝ22 A24 I25 O31 Q33 S35 T36 W39 Y41 "
    "ᵊ42 a43 b44 c45 d46 e47 f48 h50 i51 j52 k53 l54 m55 n56 o57 p58 q59 r60 s61 t62 u63 v64 w65 x66 "
    "y67 z68 ɑ69 ɐ70 ɒ71 æ72 β75 ɔ76 ɕ77 ç78 ɖ80 ð81 ʤ82 ə83 ɚ85 ɛ86 ɜ87 ɟ90 ɡ92 ɥ99 ɨ101 ɪ102 ʝ103 "
    "ɯ110 ɰ111 ŋ112 ɳ113 ɲ114 ɴ115 ø116 ɸ118 θ119 œ120 ɹ123 ɾ125 ɻ126 ʁ128 ɽ129 ʂ130 ʃ131 ʈ132 ʧ133 "
    "ʊ135 ʋ136 ʌ138 ɣ139 ɤ140 χ142 ʎ143 ʒ147 ʔ148 ˈ156 ˌ157 ː158 ʰ162 ʲ164 ↓169 →171 ↗172 ↘173 ᵻ177"
)
# Each sign with its number.
SYMBOLS = {pair[0]: int(pair[1:]) for pair in _NUMBERED.split()} | {'"': 11, " ": 16}
# Its English was trained with one sign for each diphthong and affricate, and without length.
_ENGLISH = (
    *(("tʃ", "ʧ"), ("dʒ", "ʤ"), ("aɪ", "I"), ("aʊ", "W"), ("eɪ", "A"), ("ɔɪ", "Y"), ("əl", "ᵊl")),
    *(("oʊ", "O"), ("əʊ", "Q"), ("ɜːɹ", "ɜɹ"), ("ɝ", "ɜɹ"), ("ɚ", "əɹ"), ("r", "ɹ"), ("x", "k"), ("ɐ", "ə")),
)


def kokoro_phonemes(phonemes: str, language: str) -> str:
    """espeak-ng's IPA as Kokoro was trained with it."""
    if language.lower().startswith("en"):
        for ours, theirs in _ENGLISH:
            phonemes = phonemes.replace(ours, theirs)
        if not language.lower().startswith("en-gb"):
            phonemes = phonemes.replace("ː", "")
    return phonemes
