"""Every page in a real browser, on a small screen and a wide one, light and dark: it fits, loads nothing, and axe,
which knows the rules of WCAG 2.1 AA, finds nothing against it."""

from __future__ import annotations

import html
import json
import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.cli.reports.reporting import KINDS, Reported
from tests.evaluation.making import case, reading
from tests.reports.chromium import look_at
from tests.reports.test_progress_page import page_of, weeks
from trainer.reports.evaluation import evaluation_page
from trainer.scoring.evaluation.figures import evaluate

SCREENS = (400, 1200)
SCHEMES = {"dark": 0, "light": 1}
WATCH = """
<meta http-equiv="Content-Security-Policy"
  content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"/>
<script>
const asked = [];
document.addEventListener("securitypolicyviolation", event => asked.push(event.blockedURI));
</script>
"""
"""Whatever the page asks for beside itself is refused and noted."""
LOOK = """
for (const one of document.querySelectorAll("details")) one.open = true;
const outside = [...document.querySelectorAll("svg text")].filter(text => {
  const box = text.closest(".box"), mine = text.getBoundingClientRect();
  if (box) return mine.width > box.querySelector("rect").getBoundingClientRect().width;
  const around = (text.closest(".card, .course") || text.ownerSVGElement).getBoundingClientRect();
  return !text.closest(".defs") && (mine.left < around.left - 1 || mine.right > around.right + 1);
});
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"];
addEventListener("load", () => axe.run(document, {runOnly: {type: "tag", values: tags}}).then(found => {
  const told = parent.document.createElement("pre");
  told.className = "told";
  told.textContent = JSON.stringify({
    name: NAME,
    screen: innerWidth,
    wide: document.documentElement.scrollWidth,
    dark: matchMedia("(prefers-color-scheme: dark)").matches,
    checked: found.passes.map(rule => rule.id),
    against: found.violations.flatMap(rule => rule.nodes.map(node => rule.id + ": " + node.html.slice(0, 200))),
    asked: asked,
    outside: outside.map(text => text.textContent),
  });
  parent.document.body.append(told);
}));
"""


def axe() -> str:
    """The checker."""
    found = find_spec("axe_core_python")
    assert found is not None and found.submodule_search_locations
    return (Path(found.submodule_search_locations[0]) / "axe.min.js").read_text(encoding="utf-8")


def an_evaluation() -> str:
    cases = [case("c1-r01", ("names-feeling",), 4), case("c2-r01", (), 2), case("c3-r01", ("minimises",), 0.5)]
    readings = [
        reading({"names-feeling": 0.9}, 4.2),
        reading({"names-feeling": 0.9}, 4.1, evidence=((0, 8),)),
        reading({}, 2.0),
    ]
    return evaluation_page(
        evaluate(cases, {one.id: read for one, read in zip(cases, readings, strict=True)}), "labels.jsonl"
    )


@pytest.fixture
def pages(reported: Reported, tmp_path: Path) -> dict[str, str]:
    """By name; every page that the trainer makes of figures."""
    found = {}
    for kind, asked in KINDS.items():
        reported.ok(*asked, "--html", str(tmp_path / "page.html"))
        found[kind] = (tmp_path / "page.html").read_text(encoding="utf-8")
    (tmp_path / "own").mkdir()
    session = weeks(tmp_path / "own")
    found["progress"] = page_of(session)
    session.close()
    found["evaluation"] = an_evaluation()
    return found


def looked_at(pages: dict[str, str], folder: Path, scheme: str) -> list[dict[str, Any]]:
    """What is found of each page on each screen, all of them in frames of one window."""
    frames = []
    for name, page in pages.items():
        look = f"<script>{axe()}</script><script>const NAME = {json.dumps(name)};{LOOK}</script>"
        source = html.escape(page.replace("<head>", f"<head>{WATCH}").replace("</body>", f"{look}</body>"))
        frames += [f'<iframe width="{wide}" height="900" srcdoc="{source}"></iframe>' for wide in SCREENS]
    file = folder / "frames.html"
    style = "<style>iframe { border: 0; display: block }</style>"
    file.write_text(f"<!DOCTYPE html>{style}<body>{''.join(frames)}</body>", encoding="utf-8")
    options = ("--window-size=1300,900", "--virtual-time-budget=600000", "--dump-dom")
    told: list[str] = []
    for time in range(3):  # where the machine is busy a browser may end before every frame has told
        if len(told) < len(frames):
            browser = folder / f"{scheme}-{time}"
            document, _ = look_at(file, browser, f"--blink-settings=preferredColorScheme={SCHEMES[scheme]}", *options)
            told = re.findall(r'<pre class="told">(.*?)</pre>', document, re.DOTALL)
    return [json.loads(html.unescape(one)) for one in told]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_page_can_be_read_by_all_on_any_screen(pages: dict[str, str], tmp_path: Path, scheme: str) -> None:
    found = looked_at(pages, tmp_path, scheme)
    assert {(one["name"], one["screen"]) for one in found} == {(name, wide) for name in pages for wide in SCREENS}
    for one in found:
        where = one["name"], one["screen"]
        assert one["dark"] == (scheme == "dark"), where
        assert "color-contrast" in one["checked"], where
        assert one["against"] == [], where
        assert one["wide"] <= one["screen"], where
        assert one["asked"] == [], where
        assert one["outside"] == [], where


PLOTS = """
addEventListener("load", () => { document.title = JSON.stringify([...document.querySelectorAll("iframe")].map(frame => {
  const all = query => [...frame.contentDocument.querySelectorAll(query)];
  return {
    sideways: all("figure").filter(one => one.scrollWidth > one.clientWidth + 1).length,
    plots: all("svg").filter(one => one.getBoundingClientRect().width > 0).length,
  };
})) });
"""


def test_the_plots_of_an_evaluation_fit_on_a_small_screen(tmp_path: Path) -> None:
    source = html.escape(an_evaluation())
    frames = "".join(f'<iframe width="{wide}" height="900" srcdoc="{source}"></iframe>' for wide in SCREENS)
    file = tmp_path / "frames.html"
    file.write_text(f"<!DOCTYPE html><title></title><script>{PLOTS}</script><body>{frames}</body>", encoding="utf-8")
    document, _ = look_at(file, tmp_path / "browser", "--window-size=1300,900", "--dump-dom")
    (told,) = re.findall("<title>(.*?)</title>", document.partition("<body>")[0])
    assert json.loads(html.unescape(told)) == [{"sideways": 0, "plots": 3}] * len(SCREENS)


def test_the_browser_finds_what_is_wrong(pages: dict[str, str], tmp_path: Path) -> None:
    """Else it would be no test of the pages."""
    faults = '<p style="color: #888">Faint</p><p style="width: 60rem">Wide</p><img src="x.png"/>'
    spoilt = pages["cohort"].replace("<main>", f"<main>{faults}")
    small, _ = sorted(looked_at({"spoilt": spoilt}, tmp_path, "light"), key=lambda one: one["screen"])
    assert {"color-contrast", "image-alt"} <= {rule.split(":")[0] for rule in small["against"]}
    assert small["wide"] > small["screen"] and small["asked"]
