"""What holds for a program: its people, what is assigned, what may be shown. Pure: no files, clock or database."""
