"""docs/writing-scenarios.md: whoever types what it says gets a sound scenario, and every command in it runs."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner, Result

from tests.library.places import ROOT
from tests.library.snippets import laid_over
from trainer.cli.main import COMMANDS, cli
from trainer.problems import CODES

DOCUMENT = (ROOT / "docs" / "writing-scenarios.md").read_text(encoding="utf-8")
FENCE = re.compile(r"^```(\w+(?: \w+)?)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TAKEN_OUT = re.compile(r"ake out all of `([\w-]+):`")
PROSE = FENCE.sub("", DOCUMENT)
COMMAND_LINES = [line for kind, text in FENCE.findall(DOCUMENT) if kind == "console" for line in text.splitlines()]
MOST_LINES = 350
NAME = "ready-thursday.yaml"


def _fenced(kind: str) -> str:
    """The only snippet of this kind."""
    (text,) = (text for each, text in FENCE.findall(DOCUMENT) if each == kind)
    return str(text)


@dataclass(frozen=True)
class Edit:
    """What the reader is told to do to the file: lay a snippet over it, or take a moment out."""

    place: int
    snippet: str = ""
    taken_out: str = ""

    def done_to(self, text: str) -> str:
        return laid_over(text, self.snippet) if self.snippet else _without(text, self.taken_out)


def _edits() -> list[Edit]:
    snippets = [Edit(found.start(), snippet=found[2]) for found in FENCE.finditer(DOCUMENT) if found[1] == "yaml"]
    taken_out = [Edit(found.start(), taken_out=found[1]) for found in TAKEN_OUT.finditer(DOCUMENT)]
    return sorted(snippets + taken_out, key=lambda edit: edit.place)


def _without(text: str, moment: str) -> str:
    """The file without a moment, from its name down to the line above the next name or note as far out."""
    inside, kept = False, []
    for line in text.splitlines(keepends=True):
        if re.match(r"(  )?\S", line):
            inside = line.startswith(f"  {moment}:")
        if not inside:
            kept.append(line)
    assert len(kept) < len(text.splitlines()), f"{moment} is not there to be taken out"
    return "".join(kept)


@dataclass(frozen=True)
class Home:
    """A clinician's own folder, what was asked when the scenario in it was made, and the file as it was then."""

    folder: Path
    asked: Result
    begun: str

    @property
    def patients(self) -> Path:
        return self.folder / "patients"

    @property
    def file(self) -> Path:
        return self.patients / NAME

    def check(self, *options: str) -> Result:
        return CliRunner().invoke(cli, ["check", *options, str(self.file)])

    def type(self, line: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        """Run a line in a shell in the folder of patients."""
        programs = str(Path(sys.executable).parent)
        environment = os.environ | {"PATH": programs + os.pathsep + os.environ["PATH"]}
        return subprocess.run(
            ["sh", "-c", line], cwd=self.patients, env=environment, input=typed, capture_output=True, text=True
        )


def _answers() -> list[tuple[str, str]]:
    lines = _fenced("text").splitlines()
    found = [re.fullmatch(r"(.+?) \[.*?\]: ?(.*)", line) for line in lines]
    return [(line[1], line[2]) for line in found if line]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
            patch.setenv(name, str(folder / name))
        for name in ("TRAINER_LIBRARY", "TRAINER_DB", "TRAINER_CONFIG"):
            patch.delenv(name, raising=False)
        for name in ("AUTHOR", "COMMITTER"):
            patch.setenv(f"GIT_{name}_NAME", "Somebody")
            patch.setenv(f"GIT_{name}_EMAIL", "somebody@example.org")
        patch.setenv("HOME", str(folder))
        patch.setattr("trainer.cli.making.asking.is_terminal", lambda _: True)
        (line,) = (line for line in COMMAND_LINES if line.startswith("trainer new "))
        arguments = line.replace("~", str(folder)).split()[1:]
        typed = "".join(f"{answer}\n" for _, answer in _answers())
        asked = CliRunner().invoke(cli, arguments, input=typed)
        yield Home(folder, asked, (folder / "patients" / NAME).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def written(home: Home) -> Home:
    """The home with every change made that the document asks for."""
    text = home.begun
    for edit in _edits():
        text = edit.done_to(text)
    home.file.write_text(text, encoding="utf-8")
    return home


def test_the_questions_are_those_that_are_asked(home: Home) -> None:
    asked = re.findall(r"^(?:trainer: )?(\S[^\[\n]+?) \[", home.asked.stderr, flags=re.MULTILINE)
    assert home.asked.exit_code == 0
    assert [question for question, _ in _answers()] == asked
    home.file.write_text(home.begun, encoding="utf-8")
    assert home.check("--strict").stdout == ""


def test_the_file_can_be_played_after_every_change(home: Home) -> None:
    edits, text = _edits(), home.begun
    for edit, following in zip(edits, [*edits[1:], Edit(0)], strict=True):
        if edit.snippet:
            _assert_replaces(yaml.safe_load(edit.snippet), yaml.safe_load(text))
        text = edit.done_to(text)
        home.file.write_text(text, encoding="utf-8")
        said = home.check().stdout
        if following.taken_out:
            assert f"no reaction leads to the moment '{following.taken_out}'" in said
            assert said.count(" error ") == 1
        else:
            assert said == "", edit


def _assert_replaces(snippet: dict[str, object], whole: dict[str, object]) -> None:
    """What a snippet puts in the place of something finds it in the file."""
    for key, value in snippet.items():
        assert key in whole
        there = whole[key]
        if key in {"moments", "endings", "patient"}:
            assert isinstance(value, dict) and isinstance(there, dict)
            assert set(value) <= set(there)


def test_the_finished_scenario_is_clean(written: Home) -> None:
    found = written.check("--strict")
    assert (found.exit_code, found.stdout) == (0, "")


def test_nothing_of_the_first_patient_is_left(written: Home) -> None:
    text = "\n".join(line.partition(" #")[0] for line in written.file.read_text(encoding="utf-8").splitlines())
    assert not re.search(r"\b(Robin|Paul|Dev|crossing|bicycle)\b", text)


def test_the_examples_fit_the_finished_scenario(written: Home) -> None:
    finished = written.file.read_text(encoding="utf-8")
    example = written.folder / "example" / NAME
    example.parent.mkdir()
    example.write_text(laid_over(finished, _fenced("yaml example")), encoding="utf-8")
    found = CliRunner().invoke(cli, ["check", "--strict", str(example)])
    assert (found.exit_code, found.stdout) == (0, "")


@pytest.mark.xdist_group("walk")  # each goes on from the one before
@pytest.mark.parametrize("line", [line for line in COMMAND_LINES if not line.startswith((". ", "trainer new "))])
def test_every_command_runs(written: Home, line: str) -> None:
    simulates = line.startswith("trainer simulate")
    done = written.type(f"{line} --runs 2" if simulates else line, typed="/quit\n")
    unsure = line.endswith("--readings")  # what the reader makes of replies may change with the reader
    assert done.returncode in ({0, 1} if unsure else {0}), done.stderr
    if simulates and not unsure:
        assert "`Nothing is wrong with it.`" in DOCUMENT
        assert "Nothing is wrong with it." in done.stdout


def test_the_program_stands_where_the_document_looks_for_it() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert ". .venv/bin/activate" in COMMAND_LINES
    assert "VENV := .venv\n" in makefile and "\nsetup:" in makefile


def test_commands_in_the_text_exist() -> None:
    found = re.findall(r"`trainer ([a-z]+)([^`]*)`", PROSE)
    assert found
    for name, rest in found:
        assert name in COMMANDS
        command = cli.get_command(click.Context(cli), name)
        assert command is not None
        assert set(re.findall(r"--[a-z-]+", rest)) <= {each for option in command.params for each in option.opts}


def test_what_is_typed_in_the_preview_is_understood(written: Home) -> None:
    typed = re.findall(r"`(/[a-z]+[^`]*)`", PROSE)
    done = written.type(f"trainer preview {NAME}", typed="".join(f"{each}\n" for each in typed))
    assert {"/reply 1", "/silence", "/back", "/from nights", "/quit"} == set(typed)
    assert done.returncode == 0
    assert "There is no" not in done.stdout + done.stderr
    assert "Here: moment nights" in done.stdout


def test_the_workflow_checks_the_folder(written: Home) -> None:
    target = written.patients / ".github" / "workflows" / "check.yml"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(_fenced("yaml workflow"), encoding="utf-8")
    (job,) = yaml.safe_load(_fenced("yaml workflow"))["jobs"].values()
    *_, last = (step["run"] for step in job["steps"] if "run" in step)
    program, _, rest = last.partition(" ")
    assert program == ".trainer/.venv/bin/trainer"
    done = written.type(f"trainer {rest}")
    assert (done.returncode, done.stdout) == (0, "")


def test_its_codes_and_links_exist() -> None:
    named = set(re.findall(r"\b[A-Z]\d{3}\b", PROSE))
    assert named and named <= set(CODES)
    for address in re.findall(r"\]\(([^)]+)\)", PROSE):
        file, _, heading = address.partition("#")
        headings = re.findall(r"^#+ (.+)$", (ROOT / "docs" / file).read_text(encoding="utf-8"), flags=re.MULTILINE)
        assert not heading or heading in {each.lower().replace(" ", "-") for each in headings}


def test_it_stays_a_walk() -> None:
    assert len(DOCUMENT.splitlines()) <= MOST_LINES
