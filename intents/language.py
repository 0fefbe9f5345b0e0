"""English or Spanish: by the words, or by the conversation so far where there are too few of them."""

from __future__ import annotations

import math
from typing import Final

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from intents.normalise import plain_words, word_set
from intents.reading import Language

_TELLING: Final[dict[str, Language]] = {
    **dict.fromkeys(
        word_set(
            """
            hola si gracias donde codigo puerta nadie ya voy aqui esta estoy llego llegue
            paquete parada ayuda quien cuando como que por para con mi su sus una los las el la
            del entrega casa listo vale bueno buenos buenas dias hoy porton direccion cliente
            ahora tambien pero muy favor tengo quiero siguiente ruta alto baja
            """
        ),
        "es",
    ),
    **dict.fromkeys(
        word_set(
            """
            hello hi hey yes thanks thank where code gate door nobody the is it here my package
            help who when how what for with your an of to and at you not done ready today now
            please have want next route this that was were i im stop start
            """
        ),
        "en",
    ),
}
_PRIOR_ODDS: Final = math.log(4.0)
_WORD_ODDS: Final = 0.9


class LanguageGuesser:
    """Tells English from Spanish. Safe to share between threads."""

    def __init__(self) -> None:
        self._identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
        self._identifier.set_languages(["en", "es"])

    def guess(self, text: str, prior: Language | None = None) -> Language:
        """The language of `text`; `prior` is the conversation's, and decides where the text tells little."""
        words = plain_words(text)
        odds = self._log_odds_of_spanish(words)
        for word in words.split()[:60]:
            telling = _TELLING.get(word.strip('.,;:!?¡¿()"'))
            if telling:
                odds += _WORD_ODDS if telling == "es" else -_WORD_ODDS
        if prior:
            odds += _PRIOR_ODDS if prior == "es" else -_PRIOR_ODDS
        return "es" if odds > 0 else "en"

    def _log_odds_of_spanish(self, words: str) -> float:
        if sum(char.isalpha() for char in words) < 6:
            return 0.0
        spanish = float(dict(self._identifier.rank(words))["es"])
        return math.log((spanish + 1e-6) / (1 - spanish + 1e-6))
