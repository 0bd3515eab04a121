"""Many people at once on PostgreSQL: does the diary oversell, or lose a minute? `make storm` runs it."""
