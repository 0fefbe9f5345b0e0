"""The demo: a sandbox, a sample day and the bot in one process, with no account anywhere."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import tempfile
from collections.abc import AsyncIterator, Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from rich.console import Console

from bot import sample_day
from bot.app import Doorstep
from bot.desk_settings import DeskOptions
from bot.serving import PortError
from bot.settings import (
    IntentsAccess,
    Settings,
    SlackAccess,
    SmsAccess,
    TelegramAccess,
)
from intents.reading import Reader
from sandbox.server import Sandbox, SandboxError
from sandbox.world import SlackChannel, SlackShortcut, SlackUser, SmsPhone, TelegramUser, World
from storage import migrate, people
from storage.database import Database

LOOPBACK = "127.0.0.1"
ANSWERS = Path(__file__).parents[1] / "docs" / "answers.yml"


def world() -> World:
    """The sample day's people, as the sandbox knows them, and one stranger."""
    return World(
        telegram_users=[
            *(
                TelegramUser(driver.chat, driver.first_name, driver.last_name, driver.language, driver.note)
                for driver in sample_day.DRIVERS
            ),
            TelegramUser(1999, "Sam", "Stone", "en", "a stranger: no invitation"),
        ],
        slack_users=[SlackUser(member.slack_user, member.name, member.title) for member in sample_day.STAFF],
        slack_channels=[SlackChannel(channel, name) for channel, name in sample_day.CHANNELS.items()],
        slack_shortcuts=[
            SlackShortcut("make_ticket", "Make a ticket"),
            SlackShortcut("save_access_note", "Save as access note"),
        ],
        phones=[
            *(SmsPhone(phone.number, phone.name, phone.note) for phone in sample_day.phones()),
            *(SmsPhone(member.phone, member.name, member.title) for member in sample_day.STAFF if member.phone),
        ],
    )


def settings_for(sandbox: Sandbox, address: str, database_url: str, public_url: str) -> Settings:
    """Settings by which the bot takes the sandbox for the real services."""
    credentials = sandbox.world
    return Settings(
        file=Path("the demo"),
        company=sample_day.COMPANY,
        help_phone=sample_day.HELP_PHONE,
        texts=None,
        depots=sample_day.DEPOTS,
        desk=DeskOptions(answers=ANSWERS),
        telegram=TelegramAccess(token=credentials.telegram_token, api_url=address),
        slack=SlackAccess(
            bot_token=credentials.slack_bot_token,
            app_token=credentials.slack_app_token,
            signing_secret=credentials.slack_signing_secret,
            api_url=f"{address}/slack/api/",
        ),
        sms=SmsAccess(
            account=credentials.twilio_account,
            token=credentials.twilio_token,
            number=credentials.twilio_number,
            api_url=address,
        ),
        intents=IntentsAccess(),
        database_url=database_url,
        keys=None,
        public_url=public_url,
        port=0,
    )


def mid_morning(now: datetime) -> datetime:
    """Ten o'clock of this day in Phoenix: whenever it is played, the sample day is on the road."""
    return now.astimezone(ZoneInfo("America/Phoenix")).replace(hour=10, minute=0, second=0, microsecond=0)


@contextlib.asynccontextmanager
async def playing(reader: Reader, folder: Path, port: int = 0) -> AsyncIterator[str]:
    """Runs sandbox and bot over a fresh sample day in `folder`; gives the address of the page."""
    sandbox = Sandbox(world())
    sandbox.clock.set(mid_morning(sandbox.clock.now()))
    async with sandbox.serve(port) as address:
        # The bot's own address is known only once it serves; nobody calls it before.
        settings = settings_for(sandbox, address, f"sqlite:///{folder}/demo.db", address)
        _load_sample_day(settings, sandbox)
        doorstep = Doorstep(settings, reader, sandbox.clock)
        async with doorstep.running(LOOPBACK, 0) as own_port:
            await sandbox.do("sms.webhook", url=f"http://{LOOPBACK}:{own_port}/sms/inbound", public_url=address)
            yield address


async def run(reader: Reader, port: int) -> None:
    """Plays until interrupted, and says where."""
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    with tempfile.TemporaryDirectory(prefix="doorstep-demo-") as folder, _clear_port_errors():
        async with playing(reader, Path(folder), port) as address:
            Console().print(
                f"\n  Doorstep is up: open [bold]{address}[/bold] in a browser.\n"
                "  Be a driver on the left, the desk in the middle, a customer on the right.\n"
                "  Nothing leaves this machine, and nothing is kept. Ctrl+C ends it.\n",
                highlight=False,
            )
            await stop.wait()


@contextlib.contextmanager
def _clear_port_errors() -> Iterator[None]:
    try:
        yield
    except SandboxError:
        raise PortError(
            "That port is taken: name another one with --port, or --port 0 for any free one."
        ) from None


def _load_sample_day(settings: Settings, sandbox: Sandbox) -> None:
    database = Database(settings.database_url, settings.key_ring())
    migrate.upgrade(database)
    with database.transaction() as session:
        people.sync_depots(session, settings.depot_rows())
    sample_day.load(database, sandbox.clock.now())
    database.close()
