"""The tape: every session's events, append-only, in a database. The only memory there is.

SQLite by default, in WAL mode with ``synchronous=FULL``: what :meth:`Tape.append` has returned
from survives a kill and a power cut.  Any other database that SQLAlchemy speaks works by URL.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
import sqlalchemy.event
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from agent.events import Entry, Event, dump, load
from viva.errors import SessionNotFound, TapeConflict, TapeError

_META = sa.MetaData()
_SESSIONS = sa.Table(
    "sessions",
    _META,
    sa.Column("session_id", sa.String(64), primary_key=True),
    sa.Column("owner", sa.String(64), nullable=False, index=True),
    sa.Column("started_ms", sa.BigInteger, nullable=False),
)
_ENTRIES = sa.Table(
    "entries",
    _META,
    sa.Column("session_id", sa.ForeignKey("sessions.session_id"), primary_key=True),
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at_ms", sa.BigInteger, nullable=False),
    sa.Column("kind", sa.String(32), nullable=False),
    sa.Column("event", sa.Text, nullable=False),
)


@dataclass(frozen=True)
class SessionRow:
    """``owner`` is the hash of the cookie that may open the session; empty on the command line."""

    session_id: str
    owner: str
    started_ms: int


class Tape:
    """One database of sessions. Safe to use from several threads and processes."""

    def __init__(self, url: str) -> None:
        """Open, and make what is missing.

        Raises:
            TapeError: the database cannot be opened; says which and what to do.
        """
        self.url = url
        parsed = sa.make_url(url)
        try:
            if parsed.get_backend_name() == "sqlite" and parsed.database:
                Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
            self._engine = sa.create_engine(parsed)
            if parsed.get_backend_name() == "sqlite":
                sqlalchemy.event.listen(self._engine, "connect", _make_durable)
            _META.create_all(self._engine)
        except (SQLAlchemyError, OSError) as error:
            raise TapeError(
                f"The tape at {parsed.render_as_string()} cannot be opened: {_first_line(error)}.",
                next_step="Check the path and its permissions, or set VIVA_TAPE_URL.",
            ) from error

    def new_session(self, owner: str, at_ms: int, session_id: str = "") -> str:
        """Make a session and return its id: 32 bytes of randomness unless one is given."""
        session_id = session_id or secrets.token_urlsafe(32)
        with self._transaction() as connection:
            connection.execute(
                _SESSIONS.insert().values(session_id=session_id, owner=owner, started_ms=at_ms)
            )
        return session_id

    def append(self, session_id: str, seq: int, at_ms: int, event: Event) -> Entry:
        """Write ``event`` as entry ``seq``; when this returns, it is on the disk.

        Raises:
            TapeConflict: entry ``seq`` is there already: another writer runs this session.
        """
        row = {"session_id": session_id, "seq": seq, "at_ms": at_ms}
        try:
            with self._transaction() as connection:
                connection.execute(
                    _ENTRIES.insert().values(**row, kind=event.kind, event=dump(event))
                )
        except IntegrityError as error:
            raise TapeConflict(
                "This interview is also open somewhere else, and went on there.",
                next_step="Reload the page to go on from where it is.",
            ) from error
        return Entry(seq, at_ms, event)

    def entries(self, session_id: str) -> list[Entry]:
        """All of a session's entries, in order.

        Raises:
            SessionNotFound: there is no such session.
        """
        query = (
            sa.select(_ENTRIES.c.seq, _ENTRIES.c.at_ms, _ENTRIES.c.event)
            .where(_ENTRIES.c.session_id == session_id)
            .order_by(_ENTRIES.c.seq)
        )
        self.session(session_id)
        with self._transaction() as connection:
            rows = connection.execute(query).all()
        return [Entry(seq, at_ms, load(text)) for seq, at_ms, text in rows]

    def session(self, session_id: str) -> SessionRow:
        """Raises SessionNotFound if there is none."""
        query = sa.select(_SESSIONS).where(_SESSIONS.c.session_id == session_id)
        with self._transaction() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            raise SessionNotFound(
                "There is no such session.",
                next_step='See "viva profile list" for those there are.',
            )
        return SessionRow(*row)

    def sessions(self, owner: str | None = None) -> list[SessionRow]:
        """All sessions, or those of one owner, newest last."""
        query = sa.select(_SESSIONS).order_by(_SESSIONS.c.started_ms, _SESSIONS.c.session_id)
        if owner is not None:
            query = query.where(_SESSIONS.c.owner == owner)
        with self._transaction() as connection:
            return [SessionRow(*row) for row in connection.execute(query).all()]

    def purge(self, session_id: str) -> None:
        """Delete a session and every entry of it, for good."""
        self.session(session_id)
        with self._transaction() as connection:
            connection.execute(_ENTRIES.delete().where(_ENTRIES.c.session_id == session_id))
            connection.execute(_SESSIONS.delete().where(_SESSIONS.c.session_id == session_id))

    def close(self) -> None:
        self._engine.dispose()

    @contextmanager
    def _transaction(self) -> Iterator[sa.Connection]:
        """A transaction whose errors are TapeErrors, but for a broken rule of the schema."""
        try:
            with self._engine.begin() as connection:
                yield connection
        except IntegrityError:
            raise
        except SQLAlchemyError as error:
            raise TapeError(
                f"The tape cannot be read or written: {_first_line(error)}.",
                next_step="Check the disk and the database; nothing already saved is lost.",
            ) from error


def _make_durable(connection: sqlite3.Connection, _: object) -> None:
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA busy_timeout=5000")


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0].rstrip(".")
