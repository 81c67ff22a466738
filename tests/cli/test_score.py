"""`trainer score`: the contract, line by line."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cli.conftest import Place
from tests.cli.reading import load_word_reader
from trainer.cli.batch.answers import answer
from trainer.cli.batch.incoming import LONGEST_LINE, Incoming
from trainer.cli.batch.lines import LONGEST_TEXT
from trainer.cli.batch.stream import answers
from trainer.cli.exits import ExitCode

GOOD = {"id": "a", "patient": "Nothing helps.", "response": "You sound worn out."}


def _line(**changes: Any) -> bytes:
    return json.dumps({**GOOD, **changes}).encode()


def _answer(line: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(answer(7, line, load_word_reader())[0])
    return found


def test_a_line_out_has_the_level_and_every_behaviour() -> None:
    found = _answer(_line(background="A baker.", history=[["patient", "Hm."]], votes=3))
    assert found["id"] == "a"
    assert found["level"] == 5.0
    assert found["level_interval"] == [4.0, 6.0]
    assert found["behaviours"]["names-feeling"] == {"p": 0.97, "finding": "present", "evidence": [[10, 18]]}
    assert found["behaviours"]["minimises"] == {"p": 0.01, "finding": "absent", "evidence": []}
    assert found["scorer"] == "words+0"


@pytest.mark.parametrize(
    ("line", "code", "known_id"),
    [
        (b"", "empty-line", None),
        (b"   ", "empty-line", None),
        (b"{", "not-json", None),
        (_line(response="half \udc00 a character"), "bad-response", "a"),
        (_line(patient="\ud800"), "bad-patient", "a"),
        (_line(history=[["patient", "\ud800"]]), "bad-history", "a"),
        (b"[" * 200_000, "not-json", None),
        (b'{"id": ' + b"9" * 10_000 + b"}", "not-json", None),
        (b'"text"', "not-an-object", None),
        (b"[]", "not-an-object", None),
        (b"null", "not-an-object", None),
        (b'{"id": "\xff"}', "not-utf-8", None),
        (b'{"patient": "", "response": ""}', "missing-id", None),
        (_line(id=3), "bad-id", None),
        (b'{"id": "a", "patient": ""}', "missing-response", "a"),
        (b'{"id": "a", "response": ""}', "missing-patient", "a"),
        (_line(response=None), "bad-response", "a"),
        (_line(response=["x"]), "bad-response", "a"),
        (_line(patient=1), "bad-patient", "a"),
        (_line(background=None), "bad-background", "a"),
        (_line(history="x"), "bad-history", "a"),
        (_line(history=[["patient"]]), "bad-history", "a"),
        (_line(history=[["patient", 1]]), "bad-history", "a"),
        (_line(history=[["patient", "x"]] * 2001), "history-too-long", "a"),
        (_line(response="x" * (LONGEST_TEXT + 1)), "response-too-long", "a"),
        (_line(response="make the reader fail"), "not-read", "a"),
    ],
)
def test_a_bad_line_gives_its_error_with_id_and_number(line: bytes, code: str, known_id: str | None) -> None:
    found = _answer(line)
    assert (found["id"], found["line"], found["error"]["code"]) == (known_id, 7, code)
    assert found["error"]["message"]
    assert set(found) == {"id", "line", "error"}


def test_an_id_comes_back_letter_for_letter_and_harmless_to_a_terminal() -> None:
    odd = "\ud800\x1b[2Jé"
    line, _ = answer(1, _line(id=odd), load_word_reader())
    assert json.loads(line)["id"] == odd
    assert line.isascii()
    assert line.isprintable()


@given(st.binary(max_size=300))
def test_any_bytes_give_one_line_of_json(line: bytes) -> None:
    out, _ = answer(1, line, load_word_reader())
    assert "\n" not in out
    assert isinstance(json.loads(out), dict)


class _Dripping(io.BytesIO):
    """Gives at most `size` bytes at a time."""

    def __init__(self, data: bytes, size: int) -> None:
        super().__init__(data)
        self._size = size

    def read1(self, size: int | None = -1, /) -> bytes:  # noqa: ARG002
        return super().read1(self._size)


@given(st.lists(st.binary(max_size=12).map(lambda line: line.replace(b"\n", b"")), max_size=8), st.integers(1, 40))
def test_lines_are_found_whatever_the_chunks(lines: list[bytes], size: int) -> None:
    data = b"\n".join(lines)
    expected = lines if lines and lines[-1] else lines[:-1]
    assert [line for _, line in Incoming(_Dripping(data, size))] == expected


def test_a_line_too_long_is_skipped_and_the_next_is_read() -> None:
    data = b"x" * (LONGEST_LINE + 1) + b"\nshort\n" + b"y" * (LONGEST_LINE + 1)
    assert list(Incoming(io.BytesIO(data))) == [(1, None), (2, b"short"), (3, None)]
    assert _error_code(answer(1, None, load_word_reader())[0]) == "line-too-long"


def _error_code(line: str) -> str:
    return str(json.loads(line)["error"]["code"])


def test_order_is_kept_on_several_cores() -> None:
    lines = [_line(id=str(number)) if number % 7 else b"bad" for number in range(120)]
    data = b"\n".join(lines)
    alone = list(answers(Incoming(io.BytesIO(data)), load_word_reader, workers=1))
    shared = list(answers(Incoming(io.BytesIO(data)), load_word_reader, workers=2, alone_at_least=5))
    assert shared == alone
    assert len(alone) == 120


def test_the_command_reads_a_file_or_a_pipe_and_exits_1_for_bad_lines(place: Place) -> None:
    data = _line() + b"\r\n" + _line(id="b") + b"\n"
    from_file = place.run("score", place.write("in.jsonl", b"\xef\xbb\xbf" + data))
    from_pipe = place.run("score", "-", typed=data)
    assert from_file.exit_code == from_pipe.exit_code == ExitCode.OK
    assert from_file.stdout == from_pipe.stdout
    assert [json.loads(line)["id"] for line in from_file.stdout.splitlines()] == ["a", "b"]
    mixed = place.run("score", typed=b"bad\n" + data)
    assert mixed.exit_code == ExitCode.PROBLEMS
    assert len(mixed.stdout.splitlines()) == 3
    assert mixed.stderr == ""


def test_answers_come_as_the_lines_come() -> None:
    code = (
        "import sys\nimport trainer.scoring.reader as reader\nfrom tests.cli.reading import load_word_reader\n"
        "reader.load_reader = load_word_reader\nfrom trainer.cli.main import cli\ncli(['score'])"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for number in range(3):
            process.stdin.write(_line(id=str(number)) + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == str(number)
        process.stdin.close()
        assert process.wait() == ExitCode.OK
