"""Diagnoses from files: ours, and those of other services. Each becomes a draft, with what needs attention."""
