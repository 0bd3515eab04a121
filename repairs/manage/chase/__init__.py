"""Asking about a repair that was reported: an update, no one came, it is worse, it is not fixed, a complaint."""
