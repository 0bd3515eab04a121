"""Are works orders or messages lost or doubled when everything around them fails? `make faults` runs it."""
