"""A page that holds what people did is not left for everybody on the computer to read."""

from __future__ import annotations

import stat
from pathlib import Path

from tests.cli.reports.reporting import KINDS, Reported


def test_a_page_of_figures_is_readable_by_who_wrote_it_alone(reported: Reported, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    reported.ok(*KINDS["trainee"], "--html", str(page))
    assert "<html" in page.read_text(encoding="utf-8")
    assert stat.S_IMODE(page.stat().st_mode) == 0o600
