"""Rules of programs."""
