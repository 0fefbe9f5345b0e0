"""A make-believe Telegram, Slack and SMS carrier on one port, with a web page: the demo and the test double."""
