"""The database backend of PostgreSQL: Django's own, which waits no longer for the server than a visitor can."""
