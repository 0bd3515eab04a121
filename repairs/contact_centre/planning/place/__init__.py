"""Finding a time for one repair, and moving the visit that it has."""
