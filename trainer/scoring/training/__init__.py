"""Fitting the reader from the labelled examples beside this package. Needs the extra `train`."""
