"""A scenario played through by machines: every way there is, and trainees of all sorts."""
