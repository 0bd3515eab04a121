"""How staff find a home or a caller in seconds."""
