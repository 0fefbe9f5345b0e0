"""The command `doorstep`: what an owner, a dispatcher's computer or a service manager types."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.commands import database, doctor, imports, intents, jobs, people, program, reports
from bot.commands.common import HelpfulGroup

main = typer.Typer(
    name="doorstep",
    cls=HelpfulGroup,
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="The chat-first dispatch desk: drivers on Telegram, the desk in Slack, customers by SMS.\n\n"
    "To look at it: [bold]doorstep demo[/bold]. To set it up: edit config.yml, set the tokens in the environment, "
    "then [bold]doorstep doctor[/bold] until it is content, and [bold]doorstep run[/bold].",
    epilog="Settings come from config.yml, or from --config FILE, or from the file that DOORSTEP_CONFIG names.",
)


@main.callback()
def _settings(
    context: typer.Context,
    config: Annotated[Path | None, typer.Option("--config", metavar="FILE", help="The settings file.")] = None,
) -> None:
    context.obj = config


main.command("demo")(program.demo)
main.command("run")(program.run)
main.command("doctor")(doctor.doctor)
main.add_typer(imports.group, name="import")
main.add_typer(people.driver_group, name="driver")
main.add_typer(people.staff_group, name="staff")
main.add_typer(jobs.group, name="jobs")
main.add_typer(intents.group, name="intents")
main.add_typer(reports.group, name="report")
main.add_typer(database.group, name="db")

if __name__ == "__main__":
    main()
