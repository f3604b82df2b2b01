"""`yiju check --watch`: checks at once, again after a change, and ends with the status of its last check."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

RULES = Path(__file__).parents[1] / "rules"


@pytest.mark.skipif(sys.platform == "win32", reason="a console interrupt is not sent to one process alone")
def test_a_change_is_checked(tmp_path: Path) -> None:
    place = tmp_path / "binjiang"
    shutil.copytree(RULES / "binjiang", place)
    policy = place / "驻村补贴.policy"
    command = [sys.executable, "-u", "-m", "yiju_cli", "check", str(place), "--watch"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as process:
        assert process.stderr is not None
        assert "检查" in process.stderr.readline()
        time.sleep(2)
        policy.write_text(policy.read_text("utf-8") + "\n资格 甲 当 没有这个字段\n", "utf-8")
        told = ""
        while "个错误" not in told and process.poll() is None:
            told += process.stderr.readline()
        time.sleep(1)
        process.send_signal(signal.SIGINT)
        process.stderr.read()
    assert "YJ203" in told
    assert process.returncode == 1
