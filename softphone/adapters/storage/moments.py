"""Wall-clock moments as whole microseconds, the way the databases keep them."""

from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


def microseconds(moment: datetime) -> int:
    """Say a moment as a whole number, without a float's rounding."""
    return (moment - EPOCH) // MICROSECOND


def moment(us: int) -> datetime:
    """Read a moment back."""
    return EPOCH + timedelta(microseconds=us)
