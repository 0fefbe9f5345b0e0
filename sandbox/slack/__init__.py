"""A make-believe Slack: Web API, Socket Mode, HTTP events and Block Kit, as strict as the real one."""

from sandbox.slack.service import SlackService

__all__ = ["SlackService"]
