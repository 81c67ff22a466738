"""Making a new scenario: questions, answers, a file."""
