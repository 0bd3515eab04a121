"""Trying a diagnosis before it is published, as a resident would see it and as an agent would. Nothing is saved."""
