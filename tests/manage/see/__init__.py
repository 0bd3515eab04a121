"""What a resident sees of their own repair."""
