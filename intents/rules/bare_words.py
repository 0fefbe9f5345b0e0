"""Messages that are nothing but a greeting, thanks, a yes, a no, a call for help."""

from __future__ import annotations

import re
from typing import Final

from intents.reading import Audience

_BARE: Final[dict[str, frozenset[str]]] = {
    intent: frozenset(part.strip() for part in phrases.split(","))
    for intent, phrases in {
        "greet": (
            "hi, hello, hey, hiya, yo, hola, ola, good morning, good afternoon, good evening, morning, "
            "gm, hey there, hello there, hi there, "
            "buenas, buenos dias, buen dia, buenas tardes, buenas noches, que tal, hola buenas, hola "
            "buenos dias, hola buenas tardes, hola que tal, 👋"
        ),
        "thanks": (
            "thanks, thank you, thank u, thx, ty, tysm, tks, thanks a lot, thank you so much, thanks so "
            "much, many thanks, thanks man, thanks bro, "
            "ok thanks, ok thank you, ok thx, okay thanks, ok ty, got it thanks, got it, ok got it, okay "
            "got it, gotcha, copy, copy that, "
            "10-4, roger, roger that, understood, noted, appreciate it, ok, okay, okey, oki, k, kk, ok "
            "cool, cool, cool thanks, perfect thanks, "
            "gracias, muchas gracias, mil gracias, ok gracias, gracias ok, vale gracias, listo gracias, "
            "entendido, enterado, ok entendido, "
            "perfecto gracias, gracias amigo, gracias jefe, 👍, 🙏, 👌, 👍🏽, 👍🏼, 👍🏾, 👍🏻, 🙏🏽, 🙏🏼"
        ),
        "affirm": (
            "yes, yea, yeah, yep, yup, ya, yes please, yes pls, yes plz, yessir, yes sir, yes maam, "
            "correct, thats right, thats correct, right, sure, "
            "of course, absolutely, affirmative, y, ye, yess, si, sii, si por favor, claro, claro que "
            "si, asi es, correcto, exacto, "
            "exactly, por supuesto, afirmativo, simon, confirmo, confirmed, si claro, si señor, si "
            "senor, si porfa, ✅"
        ),
        "deny": (
            "no, nope, nah, naw, negative, n, no thanks, no thank you, no sir, not really, no way, no "
            "gracias, nel, para nada, negativo, "
            "no señor, no senor, nop, claro que no, not that one, wrong, thats wrong, thats not it, ❌"
        ),
        "cancel": (
            "nevermind, never mind, nvm, nm, forget it, forget that, start over, restart, scratch that, "
            "disregard, ignore that, "
            "olvidalo, olvidelo, olvidalo ya, dejalo, dejelo, ya no, ya no importa, no importa, empezar "
            "de nuevo, no mejor no, cancel that, "
            "nvm forget it, drop it, olvida eso"
        ),
        "ask_help": (
            "help, info, ayuda, menu, help me, halp, hepl, ayudame, ayudeme, commands, comandos, "
            "opciones, options, /help, ?"
        ),
        "ask_human": (
            "human, agent, operator, representative, a person, real person, person, human please, agent "
            "please, persona, "
            "humano, agente, operador, operadora, talk to a person, una persona, speak to someone, talk "
            "to someone"
        ),
    }.items()
}  # fmt: skip
_DRIVER_ONLY: Final[dict[str, frozenset[str]]] = {
    "cancel": frozenset({"cancel", "cancelar", "stop", "quit", "para"})
}
_EDGES: Final = re.compile(r"^[\s.,;:!¡¿…~-]+|[\s.,;:!…~?😀-😏🙂😊🥰❤️💯🔥-]+$")


def bare_word(words: str, audience: Audience) -> str | None:
    """The intent of a message that says only this; `words` are plain words."""
    bare = " ".join(re.sub(r"[,.!]+", " ", _EDGES.sub("", words)).split()) or words.strip()
    tables = [_BARE, _DRIVER_ONLY] if audience == "driver" else [_BARE]
    return next((intent for table in tables for intent, phrases in table.items() if bare in phrases), None)
