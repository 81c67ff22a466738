"""Ctrl+C and kill: the exit code, the words, and that nothing typed is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import IO

import pytest

from tests.cli.conftest import Place
from trainer.cli.exits import ExitCode

CODE = (
    # a shell has what it starts in the background ignore Ctrl+C, and its children inherit that
    "import signal\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"
    "import sys\nimport trainer.scoring.reader as reader\nfrom tests.cli.reading import load_word_reader\n"
    "import trainer.cli.opening as opening\nfrom pathlib import Path\n"
    "reader.load_reader = load_word_reader\nreader.load_agreement = dict\n"
    "opening.shipped_folders = lambda: (Path(sys.argv[1]),)\n"
    "from trainer.cli.main import cli\ncli(['play', 'rainy-day', '--plain'])"
)


def _start(place: Place) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", CODE, str(place.folder / "library")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )


def _wait_for(stream: IO[str] | None, words: str) -> None:
    assert stream is not None
    for line in stream:
        if words in line:
            return
    raise AssertionError(f"{words!r} never came")


def _type(process: subprocess.Popen[str], text: str) -> None:
    assert process.stdin is not None
    process.stdin.write(text)
    process.stdin.flush()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_what_was_sent_and_typed_is_there_on_resume(place: Place, how: signal.Signals) -> None:
    with _start(place) as process:
        _wait_for(process.stdout, "You (an empty line sends it)")
        _type(process, "You sound worn out.\n\n")
        _wait_for(process.stdout, "You:")
        _type(process, "half a thought\n/help\n")
        _wait_for(process.stdout, "/help says this again")
        process.send_signal(how)
        try:
            code = process.wait(timeout=20)
        except subprocess.TimeoutExpired:  # Python drops a Ctrl+C that falls into a finaliser: one presses it again
            process.send_signal(how)
            code = process.wait(timeout=20)
        said = process.stderr.read() if process.stderr is not None else ""
    if how is signal.SIGINT:
        assert code == ExitCode.INTERRUPTED
        assert said.startswith("trainer: Interrupted")
        assert "trainer play rainy-day" in said
        assert len(said.splitlines()) == 1
    back = place.run("play", "rainy-day", "--plain", typed="\n").stdout
    assert "You: You sound worn out." in back
    assert "half a thought" in back
