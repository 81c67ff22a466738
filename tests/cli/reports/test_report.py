"""`trainer report`: in words, as JSON, as a page; what it hides; what docs/reports.md says to run."""

from __future__ import annotations

import json
import re
import shlex
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.cli.reports.reporting import KINDS, Reported
from tests.library.places import ROOT
from tests.records.program import NOON
from tests.reports.chromium import look_at
from tests.reports.program import MONTH, rate_everything, reported_program
from trainer.cli.exits import ExitCode
from trainer.programs.rules import Rules

PAGE = (ROOT / "docs" / "reports.md").read_text(encoding="utf-8")
COMMANDS = [
    line for block in re.findall(r"^```sh\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL) for line in block.splitlines()
]
HEADINGS = ("h1", "h2", "h3", "h4")


@pytest.mark.parametrize("kind", KINDS)
def test_a_report_in_words_fits_its_columns_and_says_what_it_is_not(reported: Reported, kind: str) -> None:
    text = reported.ok(*KINDS[kind])
    assert max(map(len, text.splitlines())) <= 80
    assert "ritten practice" in text
    assert "ormative" in text


def test_a_cohort_shows_no_figure_of_few(reported: Reported) -> None:
    text = reported.ok("cohort", "2026")
    months = [line.split("  ")[-1].strip() for line in text.splitlines() if re.match(r" +(Mar|Apr|May) 2026", line)]
    assert months[0] == "fewer than five" and months[2] == "fewer than five"
    assert re.fullmatch(r"\d+", months[1])
    assert "ada" not in text and "gus" not in text


def test_a_cohort_of_nobody_has_nothing_to_report(reported: Reported) -> None:
    assert "no figure is shown" in reported.ok("cohort", "Empty")


@pytest.mark.parametrize("kind", KINDS)
def test_every_figure_is_traced_to_attempts_that_add_up_to_it(reported: Reported, kind: str) -> None:
    figures = json.loads(reported.ok(*KINDS[kind], "--json"))["figures"]
    keys = {one["trace"]: one for one in figures if one.get("trace") and one.get("of")}
    assert keys
    for key, one in keys.items():
        behind = json.loads(reported.ok(*KINDS[kind], "--json", "--trace", key))
        assert behind["attempts"]
        if key.split("/")[0] in ("points", "criterion", "gate", "behaviour", "own"):
            assert behind["n"] == one["of"]
            assert behind["sum"] / behind["n"] == pytest.approx(one["mean"], abs=1e-4)


def test_a_list_of_attempts_says_what_it_lists(reported: Reported) -> None:
    told = reported.ok("cohort", "2026", "--trace", "points/assessment")
    head, attempts = told.split("\n\n")
    assert " ".join(head.split()).startswith("Behind the figure points/assessment: ")
    assert f": {len(attempts.splitlines())} attempts." in " ".join(head.split())


def test_attempts_of_a_trainee_are_listed_under_their_pseudonym(reported: Reported) -> None:
    behind = json.loads(reported.ok("trainee", "ada", "--json", "--trace", "points/assessment"))
    assert {one["who"] for one in behind["attempts"]} == {"ada"}
    listed = reported.ok("trainee", "ada", "--trace", "points/assessment").split("\n\n")[-1].splitlines()
    assert {line.split()[1] for line in listed} == {"ada"}


def test_a_mean_of_points_says_that_it_passes_nobody(reported: Reported) -> None:
    text = " ".join(reported.ok("scenario", "small-talk").split())
    assert "of attempts reach 60 points; by points alone, gates are not looked at" in text


def test_what_is_hidden_is_not_traced_either(reported: Reported) -> None:
    done = reported.run("cohort", "2026", "--trace", "points/assessment/2026-05")
    assert done.exit_code == ExitCode.ABSENT and "hidden" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("cohort", "2027"), ExitCode.ABSENT),
        (("cohort", "2026", "--trace", "nothing"), ExitCode.USAGE),
        (("cohort", "2026", "--trace", "points"), ExitCode.USAGE),
        (("cohort", "2026", "--trace", "points/probe"), ExitCode.ABSENT),
        (("cohort", "2026", "--since", "yesterday"), ExitCode.USAGE),
        (("cohort", "2026", "--since", "2026-05-02", "--until", "2026-05-01"), ExitCode.USAGE),
        (("scenario", "nowhere"), ExitCode.ABSENT),
        (("trainee", "hal"), ExitCode.ABSENT),
        (("scorer", "--trace", "points/assessment"), ExitCode.USAGE),
        (("cohort", "2026", "--html", "no/such/folder/page.html"), ExitCode.ABSENT),
    ],
)
def test_what_cannot_be_reported_is_told_in_a_line(
    reported: Reported, arguments: tuple[str, ...], code: ExitCode
) -> None:
    done = reported.run(*arguments)
    assert done.exit_code == code, done.output
    assert not done.stdout
    assert len(done.stderr.splitlines()) == 1


def test_a_trainee_sees_no_report_on_others(reported: Reported) -> None:
    done = reported.run("cohort", "2026", environment={"TRAINER_AS": "ada"})
    assert done.exit_code != ExitCode.OK and not done.stdout


def test_a_report_on_oneself_needs_no_program(reported: Reported, tmp_path: Path) -> None:
    done = reported.run("trainee", "me", environment={"TRAINER_DB": str(tmp_path / "own.db"), "TRAINER_AS": ""})
    assert done.exit_code == ExitCode.OK and "No attempt has ended" in done.stdout


def test_what_the_page_on_reports_says_to_run_runs(reported: Reported, made: Path) -> None:
    assert COMMANDS
    for command in COMMANDS:
        meant = {"program.db": str(made), "Autumn 2026": "2026", "quiet-heron": "ada", "dbs-month-nine": "small-talk"}
        arguments = [meant.get(word, word) for word in shlex.split(command)[2:]]
        arguments = ["2026-01-01" if word == "2026-09-01" else word for word in arguments]
        assert reported.run(*arguments).exit_code == ExitCode.OK, command


@pytest.fixture(params=KINDS)
def page(request: pytest.FixtureRequest, reported: Reported, tmp_path: Path) -> Path:
    reported.ok(*KINDS[request.param], "--html", str(tmp_path / "page.html"))
    return tmp_path / "page.html"


def test_a_page_needs_nothing_else_and_can_be_read_by_all(page: Path) -> None:
    source = page.read_text(encoding="utf-8")
    assert "<script" not in source and "@import" not in source
    assert not re.search(r"(src|href)=\"(?!#)", source) and "url(" not in source.replace("url(#", "")
    tree = ElementTree.fromstring(source.split(">", 1)[1])  # well-formed: nothing was escaped badly
    every = list(tree.iter())
    ids = [one.get("id") for one in every if one.get("id")]
    assert len(ids) == len(set(ids))
    named = " ".join(one.get("aria-labelledby", "") for one in every).split()
    named += [one.get("href", "").removeprefix("#") for one in every if one.get("href", "").startswith("#")]
    assert set(named) <= set(ids)
    assert tree.get("lang") == "en" and len(tree.findall(".//main")) == 1 and len(tree.findall(".//h1")) == 1
    levels = [HEADINGS.index(one.tag) for one in every if one.tag in HEADINGS]
    assert all(later <= sooner + 1 for sooner, later in pairwise(levels))
    for drawing in tree.iter("svg"):
        told = drawing.get("aria-label") or drawing.get("aria-labelledby")
        assert drawing.get("aria-hidden") == "true" or (drawing.get("role") == "img" and told)
    for table in tree.iter("table"):
        assert all(head.get("scope") in ("col", "row") for head in table.iter("th"))
    for part in every:
        if part.get("tabindex"):
            assert part.get("role") == "region" and part.get("aria-label")


def contrast(one: str, other: str) -> float:
    """As WCAG 2 has it."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_words_and_marks_stand_out_in_light_and_dark(page: Path) -> None:
    source = page.read_text(encoding="utf-8")
    blocks = re.findall(r":root \{(.*?)\}", source, re.DOTALL)
    light: dict[str, str] = {}
    dark: dict[str, str] = {}
    for block in blocks:
        found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})\b", block))
        at = source.index(block)
        inside = source.rfind("@media", 0, at), source.rfind("\n}", 0, at)
        if inside[0] > inside[1] and "print" in source[inside[0] : inside[0] + 20]:
            continue
        (dark if inside[0] > inside[1] else light).update(found)
    for colours in (light, {**light, **dark}):
        for ground in ("paper", "raised"):
            for ink in ("ink", "soft", "mark", "warm"):
                assert contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)
            for mark in ("first", "assessment", "drill", "probe"):
                assert contrast(colours[mark], colours[ground]) >= 3, (mark, ground)


def test_a_page_in_a_real_browser(reported: Reported, tmp_path: Path) -> None:
    """It is laid out, fits a small screen, says nothing in the console, and prints."""
    file, browser = tmp_path / "page.html", tmp_path / "browser"
    reported.ok("cohort", "2026", "--html", str(file))
    document, console = look_at(file, browser, "--dump-dom")
    assert 'class="card"' in document and not console
    _, console = look_at(file, browser, f"--print-to-pdf={tmp_path / 'page.pdf'}")
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF") and not console
    probe = file.read_text(encoding="utf-8").replace(
        "</body>",
        "<script>document.title = document.documentElement.scrollWidth + ' of ' + innerWidth</script></body>",
    )
    (tmp_path / "probe.html").write_text(probe, encoding="utf-8")
    document, _ = look_at(tmp_path / "probe.html", browser, "--window-size=500,900", "--dump-dom")
    wide = re.search(r"<title>(\d+) of (\d+)</title>", document)
    assert wide is not None and int(wide[1]) <= int(wide[2])


def test_pages_are_the_same_each_time(reported: Reported, tmp_path: Path) -> None:
    for name in ("one.html", "other.html"):
        reported.ok("cohort", "2026", "--html", str(tmp_path / name), "--until", str((NOON + 5 * MONTH).date()))
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "other.html").read_bytes()


def test_where_a_cut_is_set_the_report_says_what_else_is_missing(tmp_path: Path) -> None:
    small = reported_program(f"sqlite:///{tmp_path / 'program.db'}", tmp_path)
    cut = {"points": 0.6, "method": "borderline-group", "low": 0.5, "high": 0.7, "ratings": 16}
    rules = {"ratings": 5, "bar": 0.0, "random_share": 1.0, "cuts": {"small-rubric": cut}}
    small.store.reviewing.declare(small.program.program_id, Rules.model_validate(rules), None, NOON)
    assert rate_everything(small)
    small.store.close()
    text = Reported(tmp_path / "program.db").ok("cohort", "2026")
    assert "No pass is reported" in text
    assert "how consistent decisions are cannot be told yet" in " ".join(text.split())
