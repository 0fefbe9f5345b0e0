"""A desk that is audited: the same as the desk's tests have."""

from tests.desk.conftest import desk

__all__ = ["desk"]
