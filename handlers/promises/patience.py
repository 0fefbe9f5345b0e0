"""Replies that only ask for patience: they show that somebody is there, but answer nothing, so no clock stops."""

from __future__ import annotations

import re
from typing import Final

from intents.normalise import plain_words
from intents.rules.phrases import listed, pattern_of

_ENGLISH: Final = """
hang/hold on, hang/hold tight, (give) (me) (just) a/one/1 sec/second/moment/min/mins/minute, wait,
let me check/look/see/ask, ill/will check/look/see/ask, im/am/still checking/looking/on, checking, looking, on it,
working on it, find out, look into it, into it
"""
_SPANISH: Final = """
(dame/deme) un/1 segundo/segundito/momento/momentito/minuto/minutito, momentito, espera/esperame/aguanta,
dejame/deja ver/checar/revisar/preguntar, voy a ver/checar/revisar/preguntar, ahorita/ya te digo,
ahorita/ya veo/checo/reviso/pregunto, estoy checando/revisando/viendo/preguntando, lo checo/reviso/veo
"""
_AROUND: Final = """
ok/okay/hey/hi/hello/yes/yep/sure/sorry/please/now/bro/man/thanks/i/it/that/you, for you, thank you, and/y/then,
hola/si/claro/perdon/disculpa/porfa/gracias/lo, por favor
"""
_PATIENCE: Final = re.compile(pattern_of(listed(_ENGLISH, _SPANISH)))
_NOTHING: Final = re.compile(pattern_of(listed(_AROUND)))


def only_asks_for_patience(text: str) -> bool:
    """Whether a reply says nothing but that the answer is still to come."""
    words = " ".join(re.findall(r"\w+", plain_words(text)))
    rest, found = _PATIENCE.subn(" ", words)
    return found > 0 and not _NOTHING.sub(" ", rest).strip()
