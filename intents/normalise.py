"""One spelling for what is typed on a phone in a hurry, so that the features meet fewer words."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

LONGEST: Final = 500
"""Characters that are read; what stands further on changes nothing but the time it takes."""

_AFTER_LATIN: Final = 0x250
_A_FEW: Final = 16
"""Texts that are remembered: many rules look at the same one, one after the other."""

_ABBREVIATIONS: Final[dict[str, str]] = {
    "2day": "today", "2moro": "tomorrow", "2mrw": "tomorrow", "4got": "forgot", "addr": "address",
    "addy": "address", "apt": "apartment", "appt": "apartment", "b4": "before", "bc": "because",
    "bldg": "building", "blding": "building", "bldng": "building", "cant": "can not", "cust": "customer",
    "cuz": "because", "cx": "customer", "deliv": "delivery", "dlvr": "deliver", "dlvry": "delivery",
    "fd": "front desk", "gr8": "great", "idk": "i do not know", "im": "i am", "info": "information",
    "l8": "late", "l8r": "later", "lmk": "let me know", "min": "minutes", "mins": "minutes", "msg": "message",
    "neighbour": "neighbor", "nbr": "neighbor", "nvm": "never mind", "nxt": "next", "omw": "on my way",
    "parcel": "package", "parcels": "packages", "pic": "photo", "picture": "photo", "pkg": "package",
    "pkgs": (
        "packages"
    ), "pckg": "package", "pckge": "package", "plz": "please", "pls": "please", "ppl": "people",
    "rn": "right now", "rt": "route", "rte": "route", "rts": "return to station", "sig": "signature",
    "tho": (
        "though"
    ), "thru": "through", "thx": "thanks", "tks": "thanks", "tmr": "tomorrow", "tmrw": "tomorrow",
    "tmw": "tomorrow", "tn": "tracking number", "ty": "thank you", "txt": "text", "u": "you", "ur": "your",
    "wat": "what", "whats": "what is", "wheres": "where is", "wont": "will not", "wrk": "work", "wtf": "what",
    "w": (
        "with"
    ), "wo": "without", "yall": "you all", "dont": "do not", "doesnt": "does not", "didnt": "did not",
    "isnt": "is not", "aint": "is not", "ive": "i have", "gonna": "going to", "gotta": "have to",
    "wanna": "want to", "gimme": "give me", "lemme": "let me", "hrs": "hours", "hr": "hour",
    # Spanish
    "aki": "aqui", "aya": "alla", "cel": "celular", "cod": "codigo", "depa": "departamento",
    "depto": "departamento", "dnd": "donde", "dond": "donde", "edif": "edificio", "grax": "gracias",
    "grasias": "gracias", "k": "que", "ke": "que", "kien": "quien", "kiero": "quiero", "komo": "como",
    "kreo": "creo", "msj": "mensaje", "nadien": "nadie", "ola": "hola", "pa": "para", "paq": "paquete",
    "paqete": "paquete", "pq": "porque", "porq": "porque", "ps": "pues", "q": "que", "qiero": "quiero",
    "qn": "quien", "tb": "tambien", "tbn": "tambien", "tmb": "tambien", "tmbn": "tambien", "toy": "estoy",
    "toi": (
        "estoy"
    ), "xfa": "por favor", "xfavor": "por favor", "porfa": "por favor", "xq": "porque", "bn": "bien",
}  # fmt: skip
_INVISIBLE: Final = {"Cc", "Cf", "Cs", "Co", "Cn"}
_REPEATED_LETTER: Final = re.compile(r"([^\W\d_])\1{2,}")
_REPEATED_MARK: Final = re.compile(r"([^\w\s])\1+")
_TOKEN: Final = re.compile(r"\w+")


def word_set(words: str) -> frozenset[str]:
    """The words of a list written as running text."""
    return frozenset(words.split())


@lru_cache(_A_FEW)
def visible(text: str) -> str:
    """The text without control, zero-width and direction marks, cut to what is read."""
    kept = "".join(
        " " if char in "\n\r\t" else char
        for char in text[: 4 * LONGEST]
        if char in "\n\r\t\u200d" or unicodedata.category(char) not in _INVISIBLE
    )
    return kept[:LONGEST].strip()


def is_latin(shown: str) -> bool:
    """Whether its letters, if it has any, are those of English and Spanish."""
    letters = [char for char in shown if char.isalpha()]
    return 2 * sum(ord(char) < _AFTER_LATIN for char in letters) >= len(letters)


def fold(text: str) -> str:
    """Lower case without accents; a letter may become several, so positions do not survive."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


@lru_cache(_A_FEW)
def plain_words(text: str) -> str:
    """Folded, apostrophes dropped, repeated letters squeezed: what the rules read."""
    folded = fold(visible(text)).replace("'", "").replace("’", "").replace("`", "")
    return " ".join(_REPEATED_LETTER.sub(r"\1", folded).split())


def normalise(text: str) -> str:
    """`plain_words` with abbreviations written out: what the features are made of."""
    words = _REPEATED_MARK.sub(r"\1", plain_words(text)).replace("w/", "with ")
    return _TOKEN.sub(lambda match: _ABBREVIATIONS.get(match[0], match[0]), words)
