"""What the HMS says of a job: kept as it came, in order, with what follows for the resident and for planners."""
