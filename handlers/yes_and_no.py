"""A plain yes and a plain no, in either language."""

from __future__ import annotations

from intents.normalise import plain_words, word_set
from intents.reading import Reading

PLAIN_YES = frozenset(
    {"yes", "y", "yea", "yeah", "yep", "yup", "yess", "correct", "right", "affirmative", "confirmed"}
    | {"si", "sii", "sip", "claro", "simon", "exacto", "correcto", "afirmativo", "confirmo"}
)
OK_WORDS = frozenset(
    {"ok", "okay", "okey", "oki", "k", "kk", "sure", "alright", "fine", "dale", "va", "vale", "bueno", "sale"}
)
"""A yes where something was asked, and no more than "I have read it" where nothing was."""
YES = PLAIN_YES | OK_WORDS
NO = frozenset({"no", "n", "nope", "nah", "naw", "negative", "nel", "nada", "negativo"})
NEITHER = frozenset({"neither", "none", "ninguna", "ninguno", "nothing"})
BESIDE = word_set("please pls plz thanks thank you thx gracias por favor porfa sir maam bro jefe senor senora que")
"""What may stand beside a yes or a no and changes nothing."""
YES_SIGNS = frozenset({"👍", "✅", "👌", "☑"})
NO_SIGNS = frozenset({"👎", "❌", "🚫"})
TONES = "\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"


def says_yes(reading: Reading) -> bool:
    """Whether the whole message is a yes, or an ok where a yes was asked for."""
    return reading.intent == "affirm" or is_only(reading.text, YES) or _sign(reading) in YES_SIGNS


def says_plainly_yes(reading: Reading) -> bool:
    """The same, where an ok may also mean "got it"."""
    return is_only(reading.text, PLAIN_YES)


def says_no(reading: Reading) -> bool:
    """Whether the whole message is a no."""
    return reading.intent == "deny" or is_only(reading.text, NO) or _sign(reading) in NO_SIGNS


def says_neither(reading: Reading) -> bool:
    """Whether the answer is none of what was offered."""
    return says_no(reading) or is_only(reading.text, NO | NEITHER | {"of", "them", "de", "ellas", "esas", "those"})


def is_only(text: str, words: frozenset[str]) -> bool:
    """Whether a text consists of these words and of politeness."""
    written = "".join(char if char.isalnum() else " " for char in plain_words(text)).split()
    told = [word for word in written if word not in BESIDE]
    return bool(told) and all(word in words for word in told)


def _sign(reading: Reading) -> str:
    return "".join(char for char in reading.text if char not in TONES and not char.isspace())
