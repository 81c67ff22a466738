"""Plain mode: the whole of practice and assessment as lines, for screen readers, pipes, SSH and dumb terminals."""
