"""The pieces of words that English and Spanish need: a tenth of those that the encoder was made with."""

from __future__ import annotations

import importlib
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Final

from intents.tuned import as_the_encoder_reads

_MOST_PIECES: Final = 40_000
_COMMON_WORDS: Final = 60_000
_SPECIAL: Final = ("<s>", "<pad>", "</s>", "<unk>")
_SPACE: Final = "▁"


def kept_pieces(pieces: Sequence[str], scores: Sequence[float], lines: Iterable[str]) -> list[int]:
    """The numbers of the pieces to keep: the special ones, single characters, then the most used."""
    whole = processor(tokenizer(pieces, scores))
    used: Counter[int] = Counter()
    for word, share in _common_words():
        used.update(dict.fromkeys(whole.encode(word), share))
    for line in lines:
        used.update(dict.fromkeys(whole.encode(line), 1.0))
    letters = [number for number, piece in enumerate(pieces) if _is_one_letter(piece)]
    first = {*range(len(_SPECIAL)), *letters}
    rest = [number for number, _ in used.most_common() if number not in first]
    return sorted({*first, *rest[: _MOST_PIECES - len(first)]})


def tokenizer(pieces: Sequence[str], scores: Sequence[float]) -> bytes:
    """A model of sentencepiece that cuts a text into these pieces, the likeliest way."""
    form: Any = importlib.import_module("sentencepiece.sentencepiece_model_pb2")
    model = form.ModelProto()
    kinds = form.ModelProto.SentencePiece
    for number, (piece, score) in enumerate(zip(pieces, scores, strict=True)):
        if number < len(_SPECIAL):
            kind = kinds.UNKNOWN if piece == "<unk>" else kinds.CONTROL
            model.pieces.add(piece=_SPECIAL[number], score=0.0, type=kind)
        else:
            model.pieces.add(piece=piece, score=score, type=kinds.NORMAL)
    training = model.trainer_spec
    training.model_type = form.TrainerSpec.UNIGRAM
    training.bos_id, training.pad_id, training.eos_id, training.unk_id = range(len(_SPECIAL))
    model.normalizer_spec.name = "identity"
    return bytes(model.SerializeToString())


def processor(model: bytes) -> Any:
    """What cuts the texts."""
    from sentencepiece import SentencePieceProcessor

    return SentencePieceProcessor(model_proto=model)


def _common_words() -> Iterable[tuple[str, float]]:
    from wordfreq import top_n_list, word_frequency

    for language in ("en", "es"):
        for word in top_n_list(language, _COMMON_WORDS):
            yield as_the_encoder_reads(word), 1e6 * word_frequency(word, language)


def _is_one_letter(piece: str) -> bool:
    """A letter, digit or sign of the Latin world, or a picture; no character of another script."""
    letter = piece.strip(_SPACE) or _SPACE
    if len(letter) != 1:
        return False
    return ord(letter) < 0x250 or 0x2000 <= ord(letter) < 0x2C00 or 0x1F000 <= ord(letter) < 0x20000
