"""A communication-skills trainer: practise what to say to a patient for whom nothing has worked."""

__version__ = "0.1.0"
