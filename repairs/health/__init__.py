"""What machines ask: does it live, can it serve, and what waits. It is read from the database: all say the same."""
