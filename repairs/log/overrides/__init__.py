"""Deciding otherwise than the rules: always with a reason, within limits, and in the history."""
