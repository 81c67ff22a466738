"""`trainer preview`."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Place
from tests.cli.content import SCENARIO
from tests.cli.reading import load_word_reader
from trainer.cli.exits import ExitCode
from trainer.cli.plain.talk import Talk
from trainer.cli.previewing.conversation import PreviewTalk, scenario_in
from trainer.cli.previewing.watching import WatchedFile
from trainer.library.shelves import read_shelves
from trainer.workshop.preview.playing import begin_preview

GOOD = "You sound worn out."


def lines(*typed: str) -> str:
    return "".join(f"{line}\n" for line in typed)


def test_a_response_is_read_and_the_reaction_explained(place: Place) -> None:
    result = place.run("preview", "rainy-day", typed=lines(GOOD, "/quit", "never read"))
    assert result.exit_code == ExitCode.OK
    said = result.stdout
    assert "Level 5 of 6, in context (5.0; likely 4.0 to 6.0)." in said
    assert "present: names-feeling (p 0.97) “worn out”" in said
    assert "Not reaction 1, to left (reactions[0])" in said and "minimises is absent (p 0.01)" in said
    assert "Reaction 2 of 3, to more (reactions[1])" in said and "level at least 4: read 5" in said
    assert "Trust 4 to 5, distress stays 6." in said
    assert "Here: moment more, trust 5, distress 6." in said
    assert "never read" not in said
    assert not (place.folder / "records.sqlite3").exists()


def test_commands(place: Place) -> None:
    typed = lines(
        "/moments", "/reply", "/reply 2", "/back", "/silence", "/from more", "/bakc", "/reply 9", "/help", "/from x"
    )
    said = place.run("preview", "rainy-day", typed=typed).stdout
    assert "start (opening, you are here): “Three tablets" in said or "start (opening, you are here): “Nothing" in said
    assert "heard (good): “She stays a while.”" in said
    assert "2. Level 3, polite: That is a lot of tablets." in said
    assert "Reply 2, labelled level 3: That is a lot of tablets." in said
    assert "Silence: it is not read and has no level." in said
    assert "did you mean '/back'?" in said
    assert "There is no reply '9' here." in said
    assert "There is no moment 'x'" in said
    assert said.rstrip().endswith("/moments lists them.")


def test_an_ending_is_told_and_can_be_taken_back(place: Place) -> None:
    said = place.run("preview", "rainy-day", "--from", "more", typed=lines(GOOD, "more?", "/back")).stdout
    assert "She stays a while." in said
    assert "Here: ended in heard (good), trust 5, distress 6." in said
    assert said.rstrip().endswith("Here: moment more, trust 4, distress 6.")


def test_what_is_not_there_or_broken_is_told_before_it_begins(place: Place) -> None:
    assert place.run("preview", "rainy-dy").exit_code == ExitCode.ABSENT
    assert place.run("preview", "rainy-day", "--from", "stat").exit_code == ExitCode.ABSENT
    assert place.run("preview", str(place.folder / "library" / "small.yaml")).exit_code == ExitCode.ABSENT
    broken = place.run("preview", place.write("bad.yaml", SCENARIO.replace("then: heard", "then: herd")))
    assert broken.exit_code == ExitCode.PROBLEMS
    assert "R001" in broken.stdout and "bad.yaml:" in broken.stdout


class Typist:
    """Types lines; what stands between them happens to the file."""

    def __init__(self, file: Path, *does: tuple[str, str] | str) -> None:
        self._file = file
        self._does = list(does)

    def isatty(self) -> bool:
        return False

    def readline(self) -> str:
        while self._does:
            do = self._does.pop(0)
            if isinstance(do, str):
                return f"{do}\n"
            self._file.write_text(do[1], encoding="utf-8")
        return ""


def held(place: Place, capsys: pytest.CaptureFixture[str], *does: tuple[str, str] | str) -> str:
    file = place.folder / "library" / "rainy-day.yaml"
    shelves = read_shelves([place.folder / "library"])
    watched = WatchedFile(file, shelves)
    checked = watched.look(again=True)
    assert checked is not None
    scenario = scenario_in(checked)
    assert scenario is not None

    talk = Talk(Typist(file, *does), sys.stdout, 80)  # type: ignore[arg-type]
    PreviewTalk(talk, watched, begin_preview(scenario), load_word_reader).hold()
    return capsys.readouterr().out


def test_a_saved_change_is_taken_up_at_the_same_place(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    changed = SCENARIO.replace("nobody comes", "the street is dark")
    said = held(place, capsys, GOOD, ("save", changed), "")
    assert "The scenario has changed: 1 response given again." in said
    assert said.rstrip().endswith(
        "Ana: Yes. That is it.\nI bake at four and the street is dark.\nHere: moment more, trust 5, distress 6."
    )


def test_a_broken_file_leaves_the_last_good_one(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    broken = SCENARIO.replace("then: heard", "then: herd")
    mended = SCENARIO.replace("nobody comes", "it snows")
    said = held(place, capsys, ("save", broken), GOOD, "/moments", ("save", mended), "/moments")
    assert said.count("The file cannot be used as it stands") == 1
    assert "R001" in said and f"rainy-day.yaml:{broken[: broken.index('herd')].count(chr(10)) + 1}:" in said
    assert "Level 5 of 6" in said
    assert "The scenario has changed: 1 response given again." in said
    assert "it snows" in said.split("The scenario has changed")[1]


def test_a_touched_file_is_no_change_an_absent_one_is_told(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    assert "cannot be used" not in (said := held(place, capsys, ("save", SCENARIO), "", ""))
    assert "has changed" not in said
    file = place.folder / "library" / "rainy-day.yaml"
    watched = WatchedFile(file, read_shelves([file.parent]))
    assert watched.look() is not None
    file.unlink()
    gone = watched.look()
    assert gone is not None and [problem.code for problem in gone.problems] == ["F001"]
    assert watched.look() is None


def test_reload_reads_again_in_any_case(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    assert "The scenario has changed: 1 response given again." in held(place, capsys, GOOD, "/reload")
