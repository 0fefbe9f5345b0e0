"""The sample day of the demo: two depots, six drivers, 120 stops, the same on every day it is played.

Its routes go through the real import, as a file would.
"""

from bot.sample_day.loading import load
from bot.sample_day.people import (
    CHANNELS,
    COMPANY,
    DEPOTS,
    DRIVERS,
    HELP_PHONE,
    STAFF,
    SampleDriver,
    SamplePhone,
    SampleStaff,
)
from bot.sample_day.route_sheet import phones, route_sheet

__all__ = [
    "CHANNELS",
    "COMPANY",
    "DEPOTS",
    "DRIVERS",
    "HELP_PHONE",
    "STAFF",
    "SampleDriver",
    "SamplePhone",
    "SampleStaff",
    "load",
    "phones",
    "route_sheet",
]
