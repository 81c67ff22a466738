"""A simulated year of a program, told once on each kind of database."""
