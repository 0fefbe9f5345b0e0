"""Who and what is here: the bot itself, members, channels and their history."""

from __future__ import annotations

import base64
from typing import Any

from sandbox.slack.call import Call, Json, Method
from sandbox.slack.errors import CallError
from sandbox.slack.workspace import Channel, Workspace, ts_order
from sandbox.world import SlackGroup

LARGEST_PAGE = 999


class Directory:
    """The methods that only read, and the bot's coming into channels."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def methods(self) -> dict[str, Method]:
        """The Web API's methods by name."""
        return {
            "api.test": self._test,
            "auth.test": self._auth,
            "team.info": self._team,
            "bots.info": self._bot,
            "users.info": self._user,
            "users.list": self._users,
            "usergroups.list": self._groups,
            "usergroups.users.list": self._group_members,
            "conversations.open": self._open,
            "conversations.join": self._join,
            "conversations.info": self._channel,
            "conversations.list": self._channels,
            "conversations.members": self._members,
            "conversations.history": self._history,
            "conversations.replies": self._replies,
        }

    async def _test(self, _call: Call) -> Json:
        return {}

    async def _auth(self, _call: Call) -> Json:
        workspace = self._workspace
        return {
            "url": f"https://{workspace.domain}.slack.com/",
            "team": "Sandbox",
            "user": "doorstep",
            "team_id": workspace.team,
            "user_id": workspace.bot_user,
            "bot_id": workspace.bot_id,
            "is_enterprise_install": False,
        }

    async def _team(self, _call: Call) -> Json:
        return {"team": {"id": self._workspace.team, "name": "Sandbox", "domain": self._workspace.domain}}

    async def _bot(self, call: Call) -> Json:
        workspace = self._workspace
        if call.text("bot") not in (None, workspace.bot_id):
            raise CallError("bot_not_found")
        return {
            "bot": {
                "id": workspace.bot_id,
                "deleted": False,
                "name": workspace.display_name(workspace.bot_user),
                "app_id": workspace.app_id,
                "user_id": workspace.bot_user,
            }
        }

    async def _user(self, call: Call) -> Json:
        user = call.required("user")
        if user != self._workspace.bot_user and not self._workspace.is_member(user):
            raise CallError("user_not_found")
        return {"user": self._as_user(user)}

    async def _users(self, call: Call) -> Json:
        everybody = [*(each.id for each in self._workspace.world.slack_users), self._workspace.bot_user]
        return _page("members", [self._as_user(each) for each in everybody], call)

    async def _groups(self, call: Call) -> Json:
        with_users, with_count = call.flag("include_users"), call.flag("include_count")
        groups = self._workspace.world.slack_groups
        return {"usergroups": [self._as_group(each, with_users, with_count) for each in groups]}

    async def _group_members(self, call: Call) -> Json:
        wanted = call.required("usergroup")
        group = next((each for each in self._workspace.world.slack_groups if each.id == wanted), None)
        if group is None:
            raise CallError("no_such_subteam")
        return {"users": list(group.members)}

    async def _open(self, call: Call) -> Json:
        users = [each for each in (call.text("users") or "").split(",") if each]
        if call.text("channel"):
            channel = self._workspace.channel(call.required("channel"))
        elif len(users) != 1:
            raise CallError("method_not_supported_for_channel_type" if users else "users_list_not_supplied")
        elif not self._workspace.is_member(users[0]):
            raise CallError("user_not_found")
        else:
            channel = self._workspace.direct(users[0])
        return {"channel": self._as_channel(channel) if call.flag("return_im") else {"id": channel.id}}

    async def _join(self, call: Call) -> Json:
        channel = self._workspace.channel(call.required("channel"))
        if channel.member is not None:
            raise CallError("method_not_supported_for_channel_type")
        already = channel.has_bot
        channel.has_bot = True
        warning = {"warning": "already_in_channel"} if already else {}
        return {"channel": self._as_channel(channel), **warning}

    async def _channel(self, call: Call) -> Json:
        return {"channel": self._as_channel(self._workspace.channel(call.required("channel")))}

    async def _channels(self, call: Call) -> Json:
        return _page("channels", [self._as_channel(each) for each in self._workspace.channels()], call)

    async def _members(self, call: Call) -> Json:
        channel = self._workspace.channel(call.required("channel"))
        everybody = [each.id for each in self._workspace.world.slack_users]
        people = everybody if channel.member is None else [channel.member]
        return _page("members", people + ([self._workspace.bot_user] if channel.has_bot else []), call)

    async def _history(self, call: Call) -> Json:
        channel = self._readable(call)
        top = [
            each
            for each in reversed(channel.messages.values())
            if each.get("thread_ts", each["ts"]) == each["ts"] and _within(each["ts"], call)
        ]
        return _page("messages", [self._read(channel, each, call) for each in top], call)

    async def _replies(self, call: Call) -> Json:
        channel = self._readable(call)
        asked = channel.messages.get(call.required("ts"))
        if asked is None:
            raise CallError("thread_not_found")
        start = channel.messages[str(asked.get("thread_ts", asked["ts"]))]
        replies = [each for each in channel.thread(start["ts"]) if _within(each["ts"], call)]
        return _page("messages", [self._read(channel, each, call) for each in [start, *replies]], call)

    def _readable(self, call: Call) -> Channel:
        channel = self._workspace.channel(call.required("channel"))
        if not channel.has_bot:
            raise CallError("not_in_channel")
        return channel

    def _read(self, channel: Channel, message: Json, call: Call) -> Json:
        return self._workspace.shown(channel, message, metadata=call.flag("include_all_metadata"))

    def _as_user(self, user: str) -> Json:
        workspace = self._workspace
        name = workspace.display_name(user)
        handle = name.lower().replace(" ", ".")
        is_bot = user == workspace.bot_user
        return {
            "id": user,
            "team_id": workspace.team,
            "name": handle,
            "real_name": name,
            "deleted": False,
            "is_bot": is_bot,
            "is_app_user": False,
            "tz": "America/Los_Angeles",
            "tz_label": "Pacific Time",
            "tz_offset": -28800,
            "updated": int(workspace.now().timestamp()),
            "profile": {
                "real_name": name,
                "display_name": name,
                "first_name": name.split()[0],
                "last_name": " ".join(name.split()[1:]),
                "team": workspace.team,
                **({"bot_id": workspace.bot_id, "api_app_id": workspace.app_id} if is_bot else {}),
            },
        }

    def _as_group(self, group: SlackGroup, with_users: bool, with_count: bool) -> Json:
        return {
            "id": group.id,
            "team_id": self._workspace.team,
            "is_usergroup": True,
            "name": group.handle,
            "handle": group.handle,
            "description": "",
            "date_delete": 0,
            **({"users": list(group.members)} if with_users else {}),
            **({"user_count": len(group.members)} if with_count else {}),
        }

    def _as_channel(self, channel: Channel) -> Json:
        direct = channel.member is not None
        shared = {"id": channel.id, "created": 1700000000, "is_im": direct, "is_channel": not direct}
        if direct:
            return {**shared, "user": channel.member, "is_open": True}
        return {
            **shared,
            "name": channel.name,
            "name_normalized": channel.name,
            "is_private": False,
            "is_archived": False,
            "is_member": channel.has_bot,
            "is_general": False,
            "topic": {"value": "", "creator": "", "last_set": 0},
            "purpose": {"value": "", "creator": "", "last_set": 0},
            "num_members": len(self._workspace.world.slack_users) + channel.has_bot,
        }


def _within(ts: str, call: Call) -> bool:
    oldest, latest = call.text("oldest"), call.text("latest")
    inclusive = call.flag("inclusive")
    this = ts_order(ts)
    after = not oldest or this > ts_order(oldest) or (inclusive and this == ts_order(oldest))
    before = not latest or this < ts_order(latest) or (inclusive and this == ts_order(latest))
    return after and before


def _page(name: str, found: list[Any], call: Call) -> Json:
    size = min(call.integer("limit", 100), LARGEST_PAGE)
    if size < 1:
        raise CallError("invalid_limit")
    start = _start_of_page(call.text("cursor"))
    end = start + size
    more = end < len(found)
    cursor = base64.b64encode(f"next:{end}".encode()).decode() if more else ""
    return {name: found[start:end], "has_more": more, "response_metadata": {"next_cursor": cursor}}


def _start_of_page(cursor: str | None) -> int:
    if not cursor:
        return 0
    try:
        word, _, start = base64.b64decode(cursor, validate=True).decode().partition(":")
        if word == "next":
            return int(start)
    except ValueError:
        raise CallError("invalid_cursor") from None
    raise CallError("invalid_cursor")
