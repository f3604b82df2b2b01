"""The guide's page on editors shows what the server really answers; `--update` rewrites the answers. With YIJU_CHECK=1
its settings make real editors show findings, those that are installed: Debian has not all, nor all that new."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_lsp
from case_file import blocks_of
from editor_transcript import replayed
from language_server_client import COMMAND, RULES, SERVER
from lsprotocol import types as lsp
from pytest_lsp import ClientServerConfig, LanguageClient

GUIDE = Path(__file__).parents[2] / "site/guide"
POLICY = RULES / "licheng" / "干部补助.policy"
ENGLISH = ClientServerConfig(server_command=[*COMMAND[:-1], "en"], client_factory=SERVER.client_factory)
whole = pytest.mark.skipif(os.environ.get("YIJU_CHECK") != "1", reason="the English page is gone through by make check")
CHECK = pytest.mark.skipif(os.environ.get("YIJU_CHECK") != "1", reason="real editors are started by make check")

NEOVIM = """
vim.wait(30000, function() return #vim.diagnostic.get(0) > 0 end, 50)
for _, found in ipairs(vim.diagnostic.get(0)) do io.stdout:write(found.code .. " " .. found.message .. "\\n") end
vim.cmd("qa!")
"""
EMACS = """
(require 'eglot)
(find-file "licheng/干部补助.policy")
(unless (eglot-current-server) (apply #'eglot (eglot--guess-contact)))
(dotimes (_ 300)
  (unless (flymake-diagnostics) (accept-process-output nil 0.1) (flymake-start)))
(dolist (found (flymake-diagnostics)) (princ (flymake-diagnostic-text found)))
"""


@pytest_lsp.fixture(config=ENGLISH, scope="module")
async def english(lsp_client: LanguageClient) -> AsyncIterator[None]:
    """A client of a server that speaks English."""
    params = lsp.InitializeParams(capabilities=lsp.ClientCapabilities(), root_uri=RULES.as_uri())
    await lsp_client.initialize_session(params)
    yield
    await lsp_client.shutdown_session()


@pytest.mark.asyncio(loop_scope="module")
async def test_the_chinese_page_shows_what_the_server_answers(client: LanguageClient, update: bool) -> None:
    await _shows(client, GUIDE / "zh" / "editing.md", update)


@whole
@pytest.mark.asyncio(loop_scope="module")
async def test_the_english_page_shows_what_the_server_answers(english: LanguageClient, update: bool) -> None:
    await _shows(english, GUIDE / "en" / "editing.md", update)


async def _shows(client: LanguageClient, page: Path, update: bool) -> None:
    text = page.read_text("utf-8")
    fresh = await replayed(text, client, POLICY)
    if update:
        page.write_text(fresh, encoding="utf-8")
    assert update or fresh == text


def test_both_pages_give_the_same_settings() -> None:
    for kind in ("lua", "elisp", "toml"):
        assert [s.replace('"zh"', '"en"') for s in _settings("zh", kind)] == _settings("en", kind) != []


@CHECK
def test_neovim(tmp_path: Path) -> None:
    program = shutil.which("nvim")
    if program is None:
        pytest.skip("Neovim is not installed")
    version = re.search(r"v0\.(\d+)", subprocess.run([program, "--version"], capture_output=True, text=True).stdout)
    assert version is not None
    new, old = _settings("zh", "lua")
    (tmp_path / "init.lua").write_text(new if int(version[1]) >= 11 else old, encoding="utf-8")
    (tmp_path / "shown.lua").write_text(NEOVIM, encoding="utf-8")
    words = ["--headless", "-u", "init.lua", "licheng/干部补助.policy", "-c", "luafile shown.lua"]
    assert "YJ203" in _run([program, *words], tmp_path)


@CHECK
def test_emacs(tmp_path: Path) -> None:
    program = shutil.which("emacs")
    asked = ["--batch", "-f", "package-initialize", "-l", "eglot"]
    if program is None or subprocess.run([program, *asked], capture_output=True).returncode:
        pytest.skip("Emacs with eglot is not installed")
    [settings] = _settings("zh", "elisp")
    (tmp_path / "init.el").write_text(settings, encoding="utf-8")
    (tmp_path / "shown.el").write_text(EMACS, encoding="utf-8")
    words = ["--batch", "-f", "package-initialize", "-l", "init.el", "-l", "shown.el"]
    assert "YJ203" in _run([program, *words], tmp_path)


def _settings(lang: str, kind: str) -> list[str]:
    """The settings of an editor as the guide gives them."""
    page = (GUIDE / lang / "editing.md").read_text("utf-8")
    return [block.text for block in blocks_of(page) if block.kind == kind]


def _run(command: list[str], folder: Path) -> str:
    """What an editor prints that is started in a folder with a place of which one rule is wrong."""
    shutil.copytree(RULES / "licheng", folder / "licheng")
    policy = folder / "licheng" / "干部补助.policy"
    policy.write_text(policy.read_text("utf-8").replace("岗位 属于", "岗务 属于"), encoding="utf-8")
    yiju = folder / "yiju"
    yiju.write_text(f'#!/bin/sh\nexec {sys.executable} -m yiju_cli "$@"\n', encoding="utf-8")
    yiju.chmod(0o755)
    environment = os.environ | {"PATH": f"{folder}:{os.environ['PATH']}", "HOME": str(folder), "LANG": "C.UTF-8"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=90)
    return done.stdout + done.stderr
