"""Staff from Slack's user groups, asked of Slack itself."""

from __future__ import annotations

import pytest

from bot.channels.errors import SendError
from bot.slack_desk.groups import StaffGroups
from handlers.desk.staff_groups import Changes
from sandbox.world import SlackGroup, SlackUser
from storage.models import Role, Staff
from tests.e2e.scenes import TOM, a_ticket_of, rows
from tests.stage import Stage

LEE = SlackUser("U0LEE", "Lee Park")
GROUPS = {"phx": {Role.VA: "S01", Role.MANAGER: "S03"}}


def groups_of(play: Stage) -> StaffGroups:
    slack = play.doorstep.connections.slack
    assert slack is not None
    return StaffGroups(slack.client, play.database, play.doorstep.clock, play.doorstep.company, GROUPS)


async def test_joining_a_group_lets_somebody_take_and_leaving_it_does_not(play: Stage) -> None:
    world = play.sandbox.world
    world.slack_users.append(LEE)
    world.slack_groups += [
        SlackGroup("S01", "phx-vas", (LEE.id, world.slack_bot_user)),
        SlackGroup("S03", "bosses"),
    ]
    groups = groups_of(play)
    assert await groups.once() == Changes(came=1)
    [lee] = await rows(play, Staff, Staff.slack_user == LEE.id)
    assert (lee.name, lee.role, lee.depot_code, lee.slack_group) == ("Lee Park", Role.VA, "phx", "S01")
    card = await a_ticket_of(play, TOM)
    await play.click(LEE.id, card, "ticket_take")
    await play.driver_hears(TOM, "Lee has it")
    world.slack_groups[0] = SlackGroup("S01", "phx-vas")
    assert await groups.once() == Changes(went=1)
    await play.card_shows(card, "nobody has it yet")


async def test_a_group_that_cannot_be_read_takes_nobody_out(play: Stage) -> None:
    world = play.sandbox.world
    world.slack_users.append(LEE)
    world.slack_groups += [SlackGroup("S01", "phx-vas", (LEE.id,)), SlackGroup("S03", "bosses")]
    groups = groups_of(play)
    await groups.once()
    play.expected_refusals |= {"missing_scope", "no_such_subteam"}
    await play.sandbox.do("fault", service="slack", method="usergroups.users.list", error="missing_scope")
    world.slack_groups[0] = SlackGroup("S01", "phx-vas")
    with pytest.raises(SendError):
        await groups.once()
    del world.slack_groups[1]
    with pytest.raises(SendError):
        await groups.once()
    [lee] = await rows(play, Staff, Staff.slack_user == LEE.id)
    assert lee.active
