"""A repair as staff see it, and all that its resident can do, done by an agent for a caller who was verified."""
