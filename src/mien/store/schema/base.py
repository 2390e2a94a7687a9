"""What all tables share: one set of metadata, names of constraints, and times."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, MetaData
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

METADATA: Final = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# SQLite numbers rows by itself only where the key is a plain INTEGER.
RowId: Final = BigInteger().with_variant(Integer(), "sqlite")

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)


class UtcTime(TypeDecorator[datetime]):
    """A moment in UTC, kept as microseconds since 1970."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """Turn a time with a zone into a number."""
        return None if value is None else (value - _EPOCH) // _MICROSECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Turn a number back into a time in UTC."""
        return None if value is None else _EPOCH + value * _MICROSECOND


def profile_key(*, primary_key: bool = False) -> Column[int]:
    """Return the column that says whose row it is; erasing the profile erases the row."""
    return Column(
        "profile_id",
        RowId,
        ForeignKey("profile.id", ondelete="CASCADE"),
        nullable=False,
        primary_key=primary_key,
    )


def utc_now() -> datetime:
    """Return the time as it is kept."""
    return datetime.now(UTC)
