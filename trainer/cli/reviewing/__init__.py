"""The commands of reviews: what they do once they have been parsed."""
