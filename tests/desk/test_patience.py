"""A reply that only asks for patience reaches the driver, and stops no clock."""

from __future__ import annotations

import pytest

from handlers.promises.patience import only_asks_for_patience


@pytest.mark.parametrize(
    "text",
    [
        "hang on",
        "Hold on!",
        "one sec, checking",
        "ok let me check",
        "I'm on it",
        "just a minute please",
        "checking now 👀",
        "give me a sec",
        "I'll ask and look into it",
        "dame un momento porfa",
        "déjame ver",
        "ahorita te digo",
        "un segundo, lo estoy checando",
    ],
)
def test_patience(text: str) -> None:
    assert only_asks_for_patience(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ok",
        "yes",
        "thanks!",
        "wait at the gate until he comes",
        "wait 5 minutes, then leave it",
        "the code is 1 2 3 4",
        "ask at the desk",
        "checking shows it is at the side door",
        "in about five minutes",
        "espera en la puerta",
        "sí, déjalo con el vecino",
    ],
)
def test_an_answer(text: str) -> None:
    assert not only_asks_for_patience(text)
