"""Scenarios, rubrics and behaviours: YAML in, frozen model or problems out."""
