"""doorstep jobs …"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from bot.clock import SystemClock
from bot.commands.common import CommandError, ConfigOption, JsonOption, opened, print_json, print_table
from schedules.jobs import JOBS, run_now
from storage import job_runs

group = typer.Typer(no_args_is_help=True, help="What Doorstep does by the clock: list, run now.")


@group.command("list")
def list_jobs(context: typer.Context, config: ConfigOption = None, as_json: JsonOption = False) -> None:
    """List the jobs: what each does, when, and when it ran last."""
    with opened(context, config) as here, here.database.transaction() as session:
        latest = {job.name: job_runs.latest(session, job.name) for job in JOBS}
    rows = [
        {
            "job": job.name,
            "at": f"{job.at:%H:%M} {job.zone}",
            "about": job.about,
            "last_started": run.started_at if run else None,
            "last_finished": run.finished_at if run else None,
        }
        for job in JOBS
        for run in (latest[job.name],)
    ]
    if as_json:
        print_json(rows)
        return
    print_table(
        ("job", "daily at", "last run", "what it does"),
        [(str(row["job"]), str(row["at"]), _when(row["last_started"]), str(row["about"])) for row in rows],
        "There are no jobs.",
    )


@group.command("run")
def run_job(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="As in `doorstep jobs list`.")],
    config: ConfigOption = None,
) -> None:
    """Run a job now, whatever has run before."""
    job = next((job for job in JOBS if job.name == name), None)
    if job is None:
        raise CommandError(f"There is no job {name!r}; there are {', '.join(job.name for job in JOBS)}.")
    with opened(context, config) as here, here.database.transaction() as session:
        run_now(session, job, SystemClock().now())
    typer.echo(f"{name} is done.")


def _when(at: object) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC" if isinstance(at, datetime) else "never"
