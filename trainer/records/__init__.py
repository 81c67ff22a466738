"""Attempts on disk: tables, migrations, queries; and the user's settings."""
