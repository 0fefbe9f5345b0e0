"""What can go wrong when something is to be remembered."""

from doorstep_errors import DoorstepError


class StorageError(DoorstepError):
    """The database cannot be used as it is; the message says how to mend it."""


class KeysError(StorageError):
    """The encryption keys are missing, malformed, or do not fit the data."""


class AlreadyRunningError(StorageError):
    """Another Doorstep process holds the SQLite database; only one may run on it."""
