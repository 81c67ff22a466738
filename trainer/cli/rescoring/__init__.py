"""`trainer rescore …`: what it does once it has been parsed."""
