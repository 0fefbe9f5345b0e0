"""What stands on this machine: keys, database, time zones, the intent model, and the people and routes in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from bot.doctor.finding import Finding, good, notice, wrong
from bot.settings import Settings
from handlers.desk.canned_answers import AnswersError, read_answers
from intents.artifact import load, origin_of
from intents.encoder import Encoder
from intents.errors import IntentsError
from intents.tuned import TunedEncoder
from storage import migrate, overview, people
from storage.crypto import KeyRing
from storage.database import Database
from storage.errors import KeysError, StorageError


def keys(settings: Settings) -> tuple[Finding, KeyRing | None]:
    """Whether sealed data can be opened; no key is made for the asking."""
    file = settings.key_file
    if settings.keys is None and file is not None and not file.exists():
        if settings.database_file and settings.database_file.exists():
            return wrong(
                "keys", f"{file} is missing beside its database", f"put {file} back, or set DOORSTEP_KEYS"
            ), None
        return notice("keys", "none yet", f"the first start makes {file}; keep a copy of it elsewhere"), None
    try:
        ring = settings.key_ring()
    except KeysError as error:
        return wrong("keys", str(error), "mend DOORSTEP_KEYS or the key file"), None
    return good("keys", "from DOORSTEP_KEYS" if settings.keys else f"from {file}"), ring


def database(settings: Settings, ring: KeyRing | None) -> list[Finding]:
    """Whether the database answers, is up to date, fits the keys, and knows anybody."""
    file = settings.database_file
    if file is not None and not file.exists():
        return [notice("database", f"{file} is not there yet", "the first start makes it")]
    if ring is None:
        return [notice("database", "not looked at, since its keys are missing")]
    try:
        opened = Database(settings.database_url, ring)
    except (StorageError, SQLAlchemyError) as error:
        return [wrong("database", f"cannot be used ({type(error).__name__})", "check DATABASE_URL")]
    try:
        if not migrate.is_current(opened):
            return [notice("database", "answers, its tables are not up to date", "doorstep db upgrade")]
        with opened.transaction() as session:
            return [good("database", "answers and is up to date"), *_inside(session)]
    except KeysError:
        mend = "set DOORSTEP_KEYS to the keys it was written with, the newest first"
        return [wrong("database", "holds data sealed with another key", mend)]
    except SQLAlchemyError as error:
        mend = "check DATABASE_URL, the server, and the rights of its user"
        return [wrong("database", f"does not answer ({type(error).__name__})", mend)]
    finally:
        opened.close()


def _inside(session: Session) -> Iterator[Finding]:
    overview.try_keys(session)
    drivers, staff = people.drivers(session), people.staff(session)
    linked = sum(driver.telegram_chat is not None for driver in drivers)
    if not staff:
        yield notice("staff", "nobody yet", 'doorstep staff add U012AB3CD "Dana Cole" --role va --depot CODE')
    else:
        yield good("staff", f"{len(staff)}")
    if not drivers:
        yield notice("drivers", "nobody yet", "import a route file, or doorstep driver add NAME --depot CODE")
    elif not linked:
        yield notice("drivers", f"{len(drivers)}, none of them linked to Telegram", "doorstep driver invite NAME")
    else:
        yield good("drivers", f"{len(drivers)}, {linked} of them linked to Telegram")
    if not overview.any_route(session):
        yield notice("routes", "none yet", "doorstep import routes FILE")


def canned_answers(file: Path | None) -> list[Finding]:
    """Whether the file of canned answers, if there is one, can be used."""
    if file is None:
        return []
    try:
        return [good("canned answers", f"{len(read_answers(file))} in {file}")]
    except AnswersError as error:
        return [wrong("canned answers", problem, "mend the file") for problem in error.problems]


def time_zones(settings: Settings, now: datetime) -> Finding:
    """What time it is at each depot: whoever reads it sees whether that is right."""
    clocks = (f"{depot.name} {now.astimezone(depot.zone):%a %H:%M}" for depot in settings.depots.values())
    return good("time zones", ", ".join(clocks))


def public_url(settings: Settings) -> list[Finding]:
    """Whether services that call Doorstep know where."""
    callers = settings.needs_public_url
    if not callers:
        return []
    if settings.public_url is None:
        mend = "set it to the address that leads to this program's port, like https://doorstep.example.com"
        return [wrong("PUBLIC_URL", f"is not set, and {' and '.join(callers)} must call it", mend)]
    if not settings.public_url.startswith("https://"):
        return [notice("PUBLIC_URL", "is not https: Telegram refuses that, and anybody may listen", "use https")]
    return [good("PUBLIC_URL", settings.public_url)]


def reading(model: Path, training: Path) -> list[Finding]:
    """Whether the reader is trained, and has its encoders."""
    return [_model(model, training), _encoder(), _tuned_encoder()]


def _model(model: Path, training: Path) -> Finding:
    if not model.exists():
        return notice("intents", "not trained yet", "doorstep intents train (the first start does it, too)")
    try:
        origin, _ = load(model)
        current = origin == origin_of(training)
    except (IntentsError, OSError) as error:
        return wrong("intents", f"the model cannot be read ({type(error).__name__})", "doorstep intents train")
    if not current:
        return notice(
            "intents", "the training files changed since", "doorstep intents train (the next start does, too)"
        )
    return good("intents", "trained")


def _encoder() -> Finding:
    missing = Encoder().missing
    if missing:
        return wrong(
            "sentence encoder", f"does not load: {missing}", "install the requirements anew: make clean, make demo"
        )
    return good("sentence encoder", "loads")


def _tuned_encoder() -> Finding:
    missing = TunedEncoder().missing
    if missing:
        return notice("tuned encoder", f"does not load: {missing}", "reading is poorer without it: make encoder")
    return good("tuned encoder", "loads")
