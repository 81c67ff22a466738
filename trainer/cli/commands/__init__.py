"""One module a command: arguments in, a call, an exit code out."""
