"""A report goes from a resident to one of us, and back: always to the page where it was left."""
