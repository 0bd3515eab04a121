"""What the council is told at once: that something waits too long, or needs a person."""
