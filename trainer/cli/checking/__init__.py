"""Checking content: which paths and codes, what is remembered from last time, several processes, which form."""
