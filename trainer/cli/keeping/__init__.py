"""What the commands of `trainer db` do and say."""
