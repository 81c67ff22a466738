"""Killed while it sends, or with a store that is not who it says: nothing is lost, nothing goes to a stranger."""

from __future__ import annotations

import shutil
import signal
import ssl
import subprocess
import sys
from pathlib import Path

import pytest

from tests.records.making import later
from tests.sending.filling import agree, bodies, end_attempt
from tests.sending.unruly_store import unruly_store
from trainer.records.store import open_store
from trainer.sending.posting import Posting
from trainer.sending.sender import Sender

_SEND = """
import sys
from datetime import UTC, datetime
from trainer.records.store import open_store
from trainer.sending.posting import Posting
from trainer.sending.sender import Sender
records, address = open_store(sys.argv[1]), sys.argv[2]
Sender(records.outbox, address, Posting(address, None), lambda: datetime(2027, 1, 1, tzinfo=UTC)).send()
"""


def test_killed_between_the_answer_and_the_mark(tmp_path: Path) -> None:
    records = open_store(tmp_path / "records.sqlite3")
    with unruly_store(lambda number, _: "mute" if number == 0 else "ok") as store:
        agree(records, store.address)
        end_attempt(records)
        wanted = bodies(records, store.address)
        command = [sys.executable, "-c", _SEND, str(tmp_path / "records.sqlite3"), store.address]
        process = subprocess.Popen(command)
        assert store.came.wait(60)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert list(store.stored.values()) == wanted
        assert records.outbox.state(store.address).waiting == len(wanted)

        done = Sender(records.outbox, store.address, Posting(store.address, None), lambda: later(9999)).send()
        assert done.sent == len(wanted) and list(store.stored.values()) == wanted
        assert len(store.requests) == 2
    records.close()


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed: no certificate can be made")
def test_a_store_with_a_certificate_of_its_own_making_gets_nothing(tmp_path: Path) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    made = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    made += ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1", "-days", "2"]
    subprocess.run([*made, "-keyout", str(key), "-out", str(certificate)], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)

    records = open_store(tmp_path / "records.sqlite3")
    with unruly_store(tls=context) as store:
        agree(records, store.address)
        end_attempt(records)
        done = Sender(records.outbox, store.address, Posting(store.address, None), lambda: later(9999)).send()
        assert store.address.startswith("https://") and not store.requests
        assert "certificate" in done.stopped and done.sent == 0
    records.close()
