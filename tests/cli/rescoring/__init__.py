"""`trainer rescore` and what of it `diff` tells."""
