"""What two versions of a file mean for trainees, in words."""
