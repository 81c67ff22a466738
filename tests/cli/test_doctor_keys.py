"""`trainer doctor` tells of keys in the settings that cannot be used."""

from __future__ import annotations

import json

from tests.cli.conftest import Place


def test_keys_that_cannot_be_used_are_told_with_what_to_do(place: Place) -> None:
    place.write("settings.toml", '[keys]\nencounter-redoo = "f3"\nencounter-send = "escape"\nencounter-redo = "f4"')
    settings = json.loads(place.run("doctor", "--json").stdout)["settings"]
    assert "did you mean 'encounter-redo'?" in settings["trouble"]
    assert "Take another key" in settings["trouble"]
    assert settings["keys"]["encounter-redo"] == "f4"
