"""Attempts to instruct the bot, or to get at more than the writer's own stops: always for a person."""

from __future__ import annotations

import re
from typing import Final

_TRICKS: Final = re.compile(
    "|".join(
        (
            r"\b(?:ignore|disregard|forget|bypass|override|skip|drop)\s+(?:\w+\s+){0,4}?(?:rules?|"
            r"instructions?|prompts?|guidelines|restrictions|programming|training|filters?|system)\b",
            r"\b(?:ignora\w*|olvida\w*|salta\w*|desactiva\w*|"
            r"haz\s+caso\s+omiso)\s+(?:\w+\s+){0,4}?(?:reglas?|instrucciones|ordenes|restricciones|"
            r"filtros?|programacion|sistema)\b",
            r"\b(?:system\s+prompt|your\s+(?:prompt|instructions|system\s+message|training\s+data)|"
            r"developer\s+mode|dev\s+mode|debug\s+mode|admin\s+mode|god\s+mode|jailbreak|"
            r"prompt\s+injection|tus\s+instrucciones|modo\s+(?:desarrollador|admin\w*|dios|debug))\b",
            r"\b(?:you\s+are\s+now|from\s+now\s+on\s+you|act\s+as|pretend\s+(?:to\s+be|you|that\s+you)|"
            r"roleplay|role\s+play|(?:desde|a\s+partir\s+de)\s+ahora\s+(?:eres|te\s+llamas|vas\s+a)|"
            r"actua\s+como|finge\s+que|hazte\s+pasar|imagina\s+que\s+eres)\b",
            r"\b(?:all|every|everyones|everybodys|entire|whole|other\s+drivers?|another\s+drivers?|"
            r"someone\s+elses?)\s+(?:(?:of|the|your|gate|access|door|customers?|customer|phone|drivers?|"
            r"codes?|route|list)\s+){0,4}(?:codes|pins|passwords|phone\s+numbers|customer\s+(?:data|list|"
            r"numbers|info)|code\s+list|database)\b",
            r"\b(?:list|dump|export|show|print|send|give)\s+(?:me\s+)?(?:all|every|everyones?|"
            r"the\s+whole|the\s+entire)\s+(?:\w+\s+){0,3}?(?:codes?|pins|passwords|numbers|database|"
            r"customers|clients)\b",
            r"\b(?:todos|todas)\s+(?:los|las)\s+(?:codigos|claves|contrasenas|numeros|telefonos|datos)\b|"
            r"\bcodigos?\s+de\s+(?:todos|todas|los\s+demas|otros?)\b|\b(?:base\s+de\s+datos|"
            r"lista\s+de\s+(?:codigos|claves|clientes))\b",
            r"\b(?:drop\s+table|select\s+\*|<script|sudo\s|set\s+intent|api\s+key|admin\s+password)|\{\{|"
            r"\brm\s+-rf\b",
        )
    )
)


def is_trick(words: str) -> bool:
    """Whether plain words try to instruct the bot or ask for everybody's secrets."""
    return bool(_TRICKS.search(words))
