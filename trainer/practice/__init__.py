"""What to practise next and what has stayed: pure, the time is passed in."""
