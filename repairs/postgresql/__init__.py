"""Django's own engine for PostgreSQL, but that a connection which waits is looked at and not asked."""
