"""Django's engine for PostgreSQL, which looks at a connection that waited and does not ask, and keeps statements."""

BETWEEN = ";\n"
"""Stands between statements that go to PostgreSQL together."""
