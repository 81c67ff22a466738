"""`trainer export` and `trainer outbox`: what goes out of the records."""
