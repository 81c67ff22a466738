"""Several files of a library as one, with hashes; and out again, trusting nothing in it."""
