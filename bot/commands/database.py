"""doorstep db …"""

from __future__ import annotations

import typer

from bot.commands.common import ConfigOption, opened

group = typer.Typer(no_args_is_help=True, help="The database.")


@group.callback()
def _database() -> None:
    """The database: `doorstep db upgrade`."""


@group.command("upgrade")
def upgrade(context: typer.Context, config: ConfigOption = None) -> None:
    """Bring the database's tables up to date. Every other command does so by itself, too."""
    with opened(context, config) as here:
        typer.echo(f"The database is up to date: {here.database.url.render_as_string(hide_password=True)}")
