"""The Rasa server, where it is the engine: asked just as the reader asks it."""

from __future__ import annotations

from bot.doctor.finding import Finding, good, wrong
from bot.settings import IntentsAccess
from intents.rasa_server import RasaError, RasaServer


def engine(access: IntentsAccess) -> list[Finding]:
    """Whether the server answers in time, holds our token for right, and knows our intents."""
    if access.engine != "rasa":
        return []
    if access.rasa_token is None:
        mend = "set it to the token that its server was started with; make rasa prints one"
        return [wrong("Rasa", "RASA_TOKEN is not set", mend)]
    server = RasaServer(access.rasa_url, access.rasa_token)
    try:
        server.chances("where is my package")
    except RasaError as error:
        return [wrong("Rasa", f"gives no reading at {access.rasa_url}", str(error))]
    finally:
        server.close()
    return [good("Rasa", f"reads at {access.rasa_url}")]
