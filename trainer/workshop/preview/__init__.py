"""Playing a scenario while it is written: with the reading, the state and the reasons in sight."""
