"""What must hold for an attempt to pass, one file for each gate. A gate is never advisory."""
