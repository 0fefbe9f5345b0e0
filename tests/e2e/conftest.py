"""The whole of Doorstep, over each database."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio

from tests.e2e.web_stage import WebStage, web_stage
from tests.stage import Stage, stage
from tests.trained import trained_reader


@pytest_asyncio.fixture
async def play(database_address: str) -> AsyncIterator[Stage]:
    """The sample day with everything running."""
    async with stage(database_address, trained_reader()) as running:
        yield running


@pytest_asyncio.fixture
async def web_play(database_address: str) -> AsyncIterator[WebStage]:
    """The same where every service calls the program's web address."""
    async with web_stage(database_address, trained_reader()) as running:
        yield running
