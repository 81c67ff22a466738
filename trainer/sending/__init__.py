"""Sending statements to a record store: the only part of the program that uses the network, and only when asked to."""
