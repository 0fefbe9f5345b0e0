"""doorstep driver …, doorstep staff …"""

from __future__ import annotations

import re
from typing import Annotated, Literal

import typer
from sqlalchemy.orm import Session

from bot.clock import SystemClock
from bot.commands.common import (
    CommandError,
    ConfigOption,
    JsonOption,
    depot_named,
    opened,
    print_json,
    print_table,
)
from bot.doctor.asking import telegram_username
from handlers import onboarding
from handlers.imports.lines import ValueRefused
from handlers.imports.values import phone as read_phone
from storage import people
from storage.models import Driver, Role, Staff

driver_group = typer.Typer(no_args_is_help=True, help="Drivers: add, invite, list.")
staff_group = typer.Typer(no_args_is_help=True, help="VAs, dispatchers and managers: add, list.")
SLACK_USER = re.compile(r"[UW][A-Z0-9]{2,30}")
DepotOption = Annotated[str, typer.Option("--depot", help="The depot's code in config.yml.")]
DepotFilter = Annotated[str | None, typer.Option("--depot", help="Of this depot only.")]


@driver_group.command("add")
def add_driver(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help='First and last name, in quotes: "Ana Ruiz".')],
    depot: DepotOption,
    phone: Annotated[str | None, typer.Option(help="With country: +16025550101.")] = None,
    lang: Annotated[Literal["en", "es"], typer.Option(help="The language to write in first.")] = "en",
    config: ConfigOption = None,
) -> None:
    """Add a driver, or complete one that an import added.

    Example: doorstep driver add "Ana Ruiz" --phone +16025550101 --depot phx --lang es
    """
    with opened(context, config) as here, here.database.transaction() as session:
        code = depot_named(here.settings, depot)
        plain = _name(name)
        known = people.drivers_by_name(session, plain, code)
        if len(known) > 1:
            raise CommandError(f"Several drivers of {code} are called {plain}: give this one a name that tells.")
        number = _phone(phone) if phone else None
        if known:
            known[0].phone, known[0].language = number or known[0].phone, lang
        else:
            people.add_driver(session, plain, code, number, lang)
        done = "was there already and is up to date" if known else "is added"
    typer.echo(f'{plain} ({code}) {done}. Invite with: doorstep driver invite "{plain}"')


@driver_group.command("invite")
def invite(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help='As in `doorstep driver list`: "Ana Ruiz".')],
    depot: DepotFilter = None,
    config: ConfigOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print a link that connects a driver's Telegram; it serves once, for a week, and replaces an earlier one.

    Send it to the driver in whatever way reaches nobody else.
    """
    with opened(context, config) as here:
        access = here.settings.telegram
        bot = telegram_username(access.api_url, access.token) if access.token else None
        with here.database.transaction() as session:
            driver = _one_driver(session, name, depot and depot_named(here.settings, depot))
            code = onboarding.new_invite(session, driver, SystemClock().now())
            called, linked = driver.name, driver.telegram_chat is not None
    link = f"https://t.me/{bot}?start={code}" if bot else None
    if as_json:
        print_json(
            {"driver": called, "link": link, "code": code, "days": onboarding.INVITE_DAYS, "linked": linked}
        )
        return
    days = onboarding.INVITE_DAYS
    if link:
        typer.echo(f"{link}\nFor {called} alone: serves once, within {days} days.")
    else:
        typer.echo(
            f"/start {code}\nFor {called} alone: serves once, within {days} days. The bot's name is not known "
            "here (is TELEGRAM_BOT_TOKEN set and right?): let the driver open your bot in Telegram and send it "
            f"that line, or make the link https://t.me/YOUR_BOT?start={code}"
        )
    if linked:
        typer.echo(
            f"{called} is linked already; with this invitation the new Telegram replaces the old one.", err=True
        )


@driver_group.command("list")
def list_drivers(
    context: typer.Context, depot: DepotFilter = None, config: ConfigOption = None, as_json: JsonOption = False
) -> None:
    """List the drivers, and who is linked, invited or blocked."""
    with opened(context, config) as here, here.database.transaction() as session:
        code = depot_named(here.settings, depot) if depot else None
        drivers = [_driver_row(driver) for driver in people.drivers(session, code)]
    if as_json:
        print_json(drivers)
        return
    print_table(
        ("depot", "name", "phone", "language", "telegram"),
        [[row[key] or "–" for key in ("depot", "name", "phone", "lang", "telegram")] for row in drivers],
        'No drivers yet: doorstep driver add "Ana Ruiz" --depot phx, or import a route file.',
    )


@staff_group.command("add")
def add_staff(
    context: typer.Context,
    slack_user: Annotated[str, typer.Argument(help="The Slack member id: profile → ⋮ → Copy member ID.")],
    name: Annotated[str, typer.Argument(help="As drivers shall read it; they see the first name.")],
    role: Annotated[Literal["va", "dispatcher", "manager"], typer.Option(help="What this person decides.")],
    depot: DepotOption,
    phone: Annotated[
        str | None, typer.Option(help="Where a manager is texted when nobody else answers: +16025550100.")
    ] = None,
    config: ConfigOption = None,
) -> None:
    """Add a member of staff, or change the one with this Slack id.

    Example: doorstep staff add U012AB3CD "Dana Cole" --role va --depot phx
    """
    user = slack_user.strip().upper()
    if not SLACK_USER.fullmatch(user):
        raise CommandError(
            "A Slack member id looks like U012AB3CD (profile → ⋮ → Copy member ID), not like a name."
        )
    if phone and Role(role) is not Role.MANAGER:
        raise CommandError("Only managers are texted: leave --phone out, or say --role manager.")
    number = _phone(phone) if phone else None
    with opened(context, config) as here, here.database.transaction() as session:
        code = depot_named(here.settings, depot)
        member = people.add_staff(session, user, _name(name), Role(role), code, number)
        called = member.name
    typer.echo(f"{called} is {role} of {code}.")


@staff_group.command("list")
def list_staff(
    context: typer.Context, depot: DepotFilter = None, config: ConfigOption = None, as_json: JsonOption = False
) -> None:
    """List the VAs, dispatchers and managers."""
    with opened(context, config) as here, here.database.transaction() as session:
        code = depot_named(here.settings, depot) if depot else None
        members = [_staff_row(member) for member in people.staff(session, code)]
    if as_json:
        print_json(members)
        return
    print_table(
        ("depot", "name", "role", "slack", "phone", "added"),
        [[row[key] or "–" for key in ("depot", "name", "role", "slack", "phone", "added")] for row in members],
        'Nobody yet: doorstep staff add U012AB3CD "Dana Cole" --role va --depot phx',
    )


def _one_driver(session: Session, name: str, depot: str | None) -> Driver:
    found = people.drivers_by_name(session, _name(name), depot)
    if not found:
        raise CommandError(f"There is no driver called {name!r}: `doorstep driver list` shows them all.")
    if len(found) > 1:
        depots = ", ".join(sorted({driver.depot_code for driver in found}))
        raise CommandError(f"Several drivers are called {name!r} ({depots}): say which with --depot.")
    return found[0]


def _name(written: str) -> str:
    name = " ".join(written.split())
    if not name or len(name) > 120:
        raise CommandError("A name has 1 to 120 characters.")
    return name


def _phone(written: str) -> str:
    try:
        return read_phone(written)
    except ValueRefused as refused:
        raise CommandError(f"The number after --phone {refused}.") from None


def _driver_row(driver: Driver) -> dict[str, str | None]:
    state = "linked" if driver.telegram_chat else "invited" if driver.invite_hash else "not invited"
    return {
        "depot": driver.depot_code,
        "name": driver.name,
        "phone": driver.phone,
        "lang": driver.language,
        "telegram": "blocked the bot" if driver.blocked_at else state,
    }


def _staff_row(member: Staff) -> dict[str, str | None]:
    return {
        "depot": member.depot_code,
        "name": member.name,
        "role": member.role.value,
        "slack": member.slack_user,
        "phone": member.phone,
        "added": f"by Slack group {member.slack_group}" if member.slack_group else "by hand",
    }
