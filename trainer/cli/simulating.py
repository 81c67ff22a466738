"""Simulating: which scenarios, which trainees, which form and which exit code."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from trainer.cli.exits import ExitCode
from trainer.cli.failing import CommandError, tell
from trainer.cli.naming import with_scenario
from trainer.cli.opening import open_library, read_settings, told_as_failure
from trainer.cli.reach import Reach
from trainer.cli.reading import agreement_in_reach, reader_in_reach
from trainer.cli.reporting.printing import print_json
from trainer.cli.reporting.problems import as_text, problem_rows
from trainer.cli.terminal import is_terminal, text_width
from trainer.encounter.playthrough import written
from trainer.library.catalogue import Library
from trainer.library.files import file_name, read_file
from trainer.library.nearest import or_nearest
from trainer.library.parsing import parse
from trainer.library.scenario import Scenario
from trainer.library.text import shown
from trainer.problems import Problem
from trainer.records.settings import Settings
from trainer.reports.simulation import simulation_page
from trainer.reports.simulation_data import simulation_data
from trainer.reports.simulation_text import simulation_text
from trainer.scoring.reading import Reader
from trainer.session.content import present_setting
from trainer.session.once import Once
from trainer.workshop.simulation.answers import Answers
from trainer.workshop.simulation.custom import custom_role, parse_custom, unknown_moments
from trainer.workshop.simulation.phrases import PHRASES, parse_phrases
from trainer.workshop.simulation.playing import Setting, play
from trainer.workshop.simulation.roster import Role, roster
from trainer.workshop.simulation.simulation import Simulation, Watch, simulate_scenario
from trainer.workshop.simulation.verdict import verdict


@dataclass(frozen=True, slots=True)
class Wish:
    """What `simulate` was asked for. `scenario` is an id or a file; None: every scenario."""

    scenario: str | None
    seed: int
    runs: int
    trainees: tuple[str, ...]
    custom: Path | None
    readings: bool


def simulate_content(reach: Reach, wish: Wish, as_json: bool, page: Path | None) -> ExitCode:
    """Simulate what was asked for and report it. Raises CommandError."""
    settings = read_settings()
    library, ids = _named(open_library(reach, settings), wish)
    roles = _chosen(_roles(library, ids, wish), wish.trainees)
    means = _means(reach, settings, wish)
    found: list[tuple[Simulation, list[Problem]]] = []
    for scenario_id in ids:
        setting = _setting(library, scenario_id, means)
        simulation = simulate_scenario(setting, roles, wish.seed, wish.runs, _watch(scenario_id))
        found.append((simulation, _problems(library, simulation)))
        if not as_json:
            click.echo("\n" * 2 * (len(found) > 1), nl=False)
            _say(simulation, found[-1][1], with_ways=len(ids) == 1)
    if as_json:
        print_json([{**simulation_data(each), "problems": problem_rows(problems)} for each, problems in found])
    if page is not None:
        page.write_text(simulation_page(found), encoding="utf-8")
    wrong = sum(1 for _, problems in found if problems)
    if len(found) > 1 and wrong:
        tell(f"Something is wrong with {wrong} of {len(found)} scenarios")
    return ExitCode.PROBLEMS if wrong else ExitCode.OK


def write_script(reach: Reach, wish: Wish, name: str) -> ExitCode:
    """Print one run of one trainee, from the first seed, as a responses file. Raises CommandError."""
    settings = read_settings()
    library, ids = _named(open_library(reach, settings), wish)
    (scenario_id,) = ids
    (role,) = _chosen(_roles(library, ids, wish), (name,))
    run = play(_setting(library, scenario_id, _means(reach, settings, wish)), role, wish.seed)
    try:
        click.echo(written([exchange.response for exchange in run.encounter.exchanges]), nl=False)
    except ValueError as error:
        raise CommandError(str(error).capitalize(), scenario_id, "Change it, or choose another seed.") from error
    ending = run.ending or "no ending"
    folder = "" if wish.scenario == scenario_id else f"--library {library.scenarios[scenario_id].file.parent} "
    read = "" if wish.readings else "; by their labels, where they are replies"
    tell(
        f"{role.name} came to {ending} in {len(run.encounter.exchanges)} exchanges{read}",
        remedy=f"`trainer play {scenario_id} {folder}--responses FILE --seed {wish.seed}` plays it with the reader.",
    )
    return ExitCode.OK


def _named(library: Library, wish: Wish) -> tuple[Library, list[str]]:
    """The library, with the file that is named, and the ids of what is to be simulated."""
    if wish.scenario is None:
        return library, list(library.scenarios)
    library, scenario_id = with_scenario(library, wish.scenario)
    return library, [scenario_id]


def _roles(library: Library, ids: Sequence[str], wish: Wish) -> tuple[Role, ...]:
    roles = roster(parse_phrases(PHRASES.read_text(encoding="utf-8")))
    if wish.custom is None:
        return roles
    return (*roles, _custom(wish.custom, None if wish.scenario is None else library.scenarios[ids[0]].item))


def _custom(path: Path, scenario: Scenario | None) -> Role:
    """The trainee in a file. Raises CommandError, after telling what is wrong with it."""
    name = file_name(path)
    data = read_file(path)
    if isinstance(data, Problem):
        raise CommandError(f"The trainee cannot be read: {data.message}", name, data.remedy)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise CommandError("The trainee's file is not UTF-8", name, "Save the file as UTF-8.") from None
    custom = parse_custom(name, text)
    if isinstance(custom, list):
        problems = custom
    elif scenario is not None:
        problems = unknown_moments(name, text, scenario)
    else:
        problems = []
    if problems or isinstance(custom, list):
        click.echo(as_text(problems), err=True)
        raise CommandError(
            "The trainee cannot be used", name, "docs/commands.md shows what such a file holds.", ExitCode.PROBLEMS
        )
    return custom_role(custom)


def _chosen(roles: Sequence[Role], names: Sequence[str]) -> tuple[Role, ...]:
    by_name = {role.name: role for role in roles}
    for name in names:
        if name == "custom" and name not in by_name:
            raise CommandError(
                "The trainee 'custom' needs its file", remedy="Name it with --custom.", code=ExitCode.USAGE
            )
        if name not in by_name:
            meant = or_nearest(name, by_name)
            known = ", ".join(by_name)
            raise CommandError(
                f"There is no trainee '{shown(name)}'{meant}", remedy=f"There are {known}.", code=ExitCode.USAGE
            )
    return tuple(role for role in roles if not names or role.name in names)


@dataclass(frozen=True, slots=True)
class _Means:
    """What reads responses, and how well: behaviour id → measured kappa."""

    answers: Answers
    agreement: Mapping[str, float]


def _means(reach: Reach, settings: Settings, wish: Wish) -> _Means:
    loaded: Once[Reader] = Once(reader_in_reach(reach, settings))
    return _Means(Answers(loaded, by_reader=wish.readings), agreement_in_reach(loaded, settings.measured))


def _setting(library: Library, scenario_id: str, means: _Means) -> Setting:
    with told_as_failure():
        content, _ = present_setting(library, scenario_id)
    return Setting(content.scenario, content.rubric, content.validating, means.answers, means.agreement)


def _problems(library: Library, simulation: Simulation) -> list[Problem]:
    entry = library.scenarios[simulation.setting.scenario.id]
    document = parse(file_name(entry.file), entry.source).document
    assert document is not None, "it was read when the library was loaded"
    return verdict(simulation, document)


def _say(simulation: Simulation, problems: Sequence[Problem], *, with_ways: bool) -> None:
    click.echo(simulation_text(simulation, text_width(), with_ways=with_ways))
    click.echo("\n" + (as_text(problems) if problems else "Nothing is wrong with it."))


def _watch(scenario_id: str) -> Watch:
    def watched(waiting: Sequence[tuple[Role, int]]) -> Iterable[tuple[Role, int]]:
        """With progress on stderr where somebody watches."""
        if not is_terminal(sys.stderr):
            yield from waiting
            return
        with click.progressbar(waiting, label=scenario_id, file=sys.stderr) as bar:
            yield from bar

    return watched
