"""A SQLite that another process holds: who waits in vain is told as by any other trouble."""

from pathlib import Path

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import DBAPIError

from portal.models.transactions import take_over


def test_a_locked_database_is_a_trouble_of_the_database_and_passes(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'held.sqlite3'}")
    take_over(engine)
    with engine.connect() as holder, engine.connect() as other:
        other.connection.cursor().execute("PRAGMA busy_timeout=1").close()
        with holder.begin(), pytest.raises(DBAPIError):
            other.begin()
        with other.begin():
            assert other.exec_driver_sql("SELECT 1").scalar_one() == 1
    engine.dispose()
