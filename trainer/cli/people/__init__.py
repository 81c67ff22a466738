"""The commands of programs: what they do once they have been parsed."""
