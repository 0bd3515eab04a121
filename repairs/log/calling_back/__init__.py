"""What staff do with call backs: who has one, what was tried, and how it ended."""
