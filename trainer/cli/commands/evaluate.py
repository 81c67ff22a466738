"""`trainer evaluate`: the reader against labels."""

from __future__ import annotations

from pathlib import Path

import click

from trainer.cli.exits import ExitCode
from trainer.cli.reach import Reach, debug_option, library_option, pass_reach

MAPPINGS = ("annomi", "epitome")


@click.command()
@click.argument("file", metavar="[FILE|held-out]", required=False)
@click.option("--mapping", type=click.Choice(MAPPINGS), help="FILE holds a corpus' fields instead of our labels.")
@click.option("--probes", is_flag=True, help="Run the shipped robustness suite instead of a file.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object instead.")
@click.option(
    "--html",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Also write a page with plots there.",
)
@click.option(
    "--worst",
    metavar="N",
    type=click.IntRange(0, 1000),
    default=20,
    show_default=True,
    help="How many of the worst disagreements to show.",
)
@click.option("--only", metavar="PREFIX", default="", help="Only responses whose ids begin so.")
@click.option("--keep", is_flag=True, help="Keep the kappa of your own behaviours in the settings.")
@library_option()
@debug_option()
@pass_reach
def evaluate(
    reach: Reach,
    file: str | None,
    mapping: str | None,
    probes: bool,
    as_json: bool,
    html: Path | None,
    worst: int,
    only: str,
    keep: bool,
) -> ExitCode:
    """Measure how well the reader agrees with labelled responses.

    FILE holds JSON lines: {"id", "context", "patient", "response", "behaviours", "level", "background"?, "history"?,
    "spans"?: [{"quote", "shows"}]}. 'held-out' stands for the project's own examples that nothing was fitted on, in a
    checkout. Exit code 1: some lines cannot be read, or the probes' stated rates do not hold.
    """
    if probes and (file or mapping or html):
        raise click.UsageError("--probes reads its own suite: leave out FILE, --mapping and --html.")
    if not probes and file is None:
        raise click.UsageError("Name a FILE of labelled responses, 'held-out', or --probes.")
    if mapping and html:
        raise click.UsageError("--html draws labels by the codebook: leave out --mapping.")
    from trainer.cli.evaluating import evaluate_corpus, evaluate_labelled, evaluate_probes
    from trainer.cli.opening import read_settings
    from trainer.cli.reading import reader_in_reach

    if keep and (file is None or mapping):
        raise click.UsageError("--keep needs a FILE of responses labelled by the codebook and your own behaviours.")
    load_reader = reader_in_reach(reach, read_settings())
    if file is None:
        return evaluate_probes(load_reader, as_json)
    if mapping is not None:
        return evaluate_corpus(file, mapping, load_reader, as_json)
    return evaluate_labelled(file, load_reader, as_json, html, worst, only=only, keep=keep)
