"""Notes about delays."""
