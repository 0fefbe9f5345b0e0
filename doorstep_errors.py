"""The one base class of every error that Doorstep raises on purpose."""


class DoorstepError(Exception):
    """Something the user can mend; the message says what is wrong, where, and what to do."""
