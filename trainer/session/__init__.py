"""Sittings of one trainee: what the app and plain mode both use to run an attempt."""
