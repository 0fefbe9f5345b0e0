"""The parts that interactions and commands have in common."""

from __future__ import annotations

from sandbox.slack.triggers import ResponseUrls, Triggers
from sandbox.slack.workspace import Channel, Json, Workspace


class Payloads:
    """Makes the frame of what is sent when a person acts."""

    def __init__(self, workspace: Workspace, triggers: Triggers, response_urls: ResponseUrls) -> None:
        self._workspace = workspace
        self._triggers = triggers
        self._response_urls = response_urls

    def interaction(self, kind: str, user: str) -> Json:
        """Who acts, where, and what that entitles the bot to."""
        workspace = self._workspace
        return {
            "type": kind,
            "token": "sandbox",
            "api_app_id": workspace.app_id,
            "team": {"id": workspace.team, "domain": workspace.domain},
            "enterprise": None,
            "is_enterprise_install": False,
            "user": {
                "id": user,
                "username": self.handle(user),
                "name": self.handle(user),
                "team_id": workspace.team,
            },
            "trigger_id": self._triggers.issue(user),
            "action_ts": workspace.new_ts(),
        }

    def command(self, channel: Channel, user: str, command: str, text: str) -> Json:
        """A slash command's form."""
        workspace = self._workspace
        return {
            "token": "sandbox",
            "team_id": workspace.team,
            "team_domain": workspace.domain,
            "channel_id": channel.id,
            "channel_name": channel_name(channel),
            "user_id": user,
            "user_name": self.handle(user),
            "command": command,
            "text": text,
            "api_app_id": workspace.app_id,
            "is_enterprise_install": "false",
            "response_url": self.response_url(channel, user, None),
            "trigger_id": self._triggers.issue(user),
        }

    def response_url(self, channel: Channel, user: str, message_ts: str | None, *, ephemeral: bool = False) -> str:
        """A private address for the answer."""
        code = self._response_urls.issue(channel.id, user, message_ts, ephemeral=ephemeral)
        return f"{self._workspace.address}/slack/response/{code}"

    def handle(self, user: str) -> str:
        """A member's name as one word."""
        return self._workspace.display_name(user).lower().replace(" ", ".")


def channel_name(channel: Channel) -> str:
    """How payloads name a channel."""
    return channel.name if channel.member is None else "directmessage"
