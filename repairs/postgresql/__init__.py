BETWEEN = ";\n"
"""Stands between statements that go to PostgreSQL together."""
