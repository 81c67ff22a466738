"""Attempts on disk: tables, migrations, queries; and the user's settings."""

import logging

for _name in ("trainer", "sqlalchemy", "psycopg"):  # without a log (`--log`), Python would write to stderr by itself
    logging.getLogger(_name).addHandler(logging.NullHandler())
