"""A server that does not answer: practice goes on, and what is said of it is one calm line, at once."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.cli.conftest import Place

AWAY = "postgresql://someone@127.0.0.1:1/none"
LATER = "will be sent later"


def test_it_is_said_in_the_conversation_before_anything_is_answered_and_once(place: Place) -> None:
    typed = "You sound worn out.\n\nAnd worn out at four, with nobody there.\n\n\n"
    done = place.run("play", "rainy-day", "--plain", "--seed", "1", "--db", AWAY, typed=typed)
    assert done.exit_code == 0
    said = " ".join(done.stdout.split())
    assert said.count(LATER) == 1 and said.index(LATER) < said.index("Feedback.")
    assert done.stderr.count(LATER) == 1 and done.stderr.count("\n") == 1, "and when all is done, where it stands"


def test_nothing_but_sentences_is_written_where_no_log_is_asked_for(place: Place) -> None:
    code = "import logging, trainer.records.local_first as l; l._log.warning('out of reach'); import sqlalchemy\n"
    code += "logging.getLogger('sqlalchemy.pool').error('Exception'); logging.getLogger('psycopg').warning('ignored')"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=place.folder, env=dict(os.environ)
    )
    assert done.stderr == ""
