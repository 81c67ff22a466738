"""A kept theme changes its own value and nothing else in settings.toml."""

from __future__ import annotations

from pathlib import Path

import pytest

from trainer.records.settings import load_settings
from trainer.records.theme_keeping import ThemeNotKeptError, keep_theme

LIKE_A_THEME = 'crisis_lines = ["""\ntheme = "mine"\n"""]\n[keys]\ntheme = "f2"\n'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", 'theme = "light"\n'),
        ('theme = "dark"', 'theme = "light"'),
        (
            '# mine\n  theme="a\\"b" # dusk\n\n[keys]\nx = "f2"\n',
            '# mine\n  theme="light" # dusk\n\n[keys]\nx = "f2"\n',
        ),
        ("'theme' = 3\r\nlibraries = []\r\n", "'theme' = \"light\"\r\nlibraries = []\r\n"),
        ('[keys]\r\nredo = "f2"\r\n', 'theme = "light"\r\n[keys]\r\nredo = "f2"\r\n'),
        (LIKE_A_THEME, f'theme = "light"\n{LIKE_A_THEME}'),
        (LIKE_A_THEME.replace("[k", 'theme = ""\n[k'), LIKE_A_THEME.replace("[k", 'theme = "light"\n[k')),
    ],
)
def test_only_the_theme_changes(tmp_path: Path, before: str, after: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(before.encode())
    keep_theme("light", file)
    assert file.read_bytes().decode() == after
    assert load_settings(file)[0].theme == "light"
    assert [found.name for found in tmp_path.iterdir()] == ["settings.toml"]


def test_a_file_and_its_folder_are_made(tmp_path: Path) -> None:
    keep_theme("dark", tmp_path / "new" / "settings.toml")
    assert load_settings(tmp_path / "new" / "settings.toml")[0].theme == "dark"


def test_a_link_stays_a_link_and_rights_stay(tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    real.write_text("# mine\n")
    real.chmod(0o600)
    link = tmp_path / "settings.toml"
    link.symlink_to(real)
    keep_theme("light", link)
    assert link.is_symlink()
    assert real.read_text() == 'theme = "light"\n# mine\n'
    assert real.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("broken", [b'theme = "dark', b"theme = \xff", b'theme = """\ndark"""\n'])
def test_what_is_not_understood_is_left_alone(tmp_path: Path, broken: bytes) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(broken)
    with pytest.raises(ThemeNotKeptError, match="as they stand"):
        keep_theme("light", file)
    assert file.read_bytes() == broken


def test_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    with pytest.raises(ThemeNotKeptError, match="could not be kept"):
        keep_theme("light", tmp_path)
