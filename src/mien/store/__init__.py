"""What Mien remembers of a person, in SQLite (or PostgreSQL): feedback, plays, diary, imports.

`open_store` gives a `Store`, whose repositories take and return values of `core`, never rows.
May import `core`; the only package that imports SQLAlchemy and Alembic.
"""
