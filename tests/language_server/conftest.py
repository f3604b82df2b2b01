"""A client of the real server for each test."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_lsp
from language_server_client import RULES, SERVER, Open, opened
from lsprotocol import types as lsp
from pytest_lsp import LanguageClient


@pytest_lsp.fixture(config=SERVER, scope="module")
async def client(lsp_client: LanguageClient) -> AsyncIterator[None]:
    """A client of a server that has been told hello; one for the tests of a module."""
    capabilities = lsp.ClientCapabilities()
    await lsp_client.initialize_session(lsp.InitializeParams(capabilities=capabilities, root_uri=RULES.as_uri()))
    yield
    await lsp_client.shutdown_session()


@pytest.fixture
def cadre(client: LanguageClient) -> Open:
    """The policy of the cadre allowance, open."""
    return opened(client, RULES / "licheng" / "干部补助.policy")
