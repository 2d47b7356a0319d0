"""Django's backend of PostgreSQL, with the limits of `core.database_faults` on every statement of a request.

A server that is frozen acknowledges what it gets and never answers: no setting of the server, nor of TCP, ends that.
"""

from functools import wraps

import psycopg
from django.conf import settings
from django.db.backends.postgresql import base

from core.database_faults import patience


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection of which each statement takes no longer than the request that it is for has patience."""

    def get_new_connection(self, conn_params):
        if patience.is_over:
            raise psycopg.OperationalError("the database could not be used a moment ago")
        try:
            connection = super().get_new_connection(conn_params)
        except psycopg.OperationalError:
            patience.end()
            raise
        connection.wait = _impatient(connection)
        return connection

    def init_connection_state(self):
        super().init_connection_state()
        if patience.seconds:  # for what a request asked and no longer waits for
            milliseconds = settings.DATABASE_WRITE_SECONDS * 1000
            self.connection.execute(f"SET statement_timeout = {milliseconds}")


def _impatient(connection):
    """The method `wait` of a connection, which gives up in time; nothing more is asked of that connection then."""
    wait = connection.wait

    @wraps(wait)
    def impatient_wait(generator, **options):
        try:
            return wait(generator, **{"timeout": patience.seconds} | options)
        except psycopg.OperationalError:
            if connection.pgconn.transaction_status == psycopg.pq.TransactionStatus.ACTIVE:  # still waiting for it
                patience.end()
                connection.close()
            raise

    return impatient_wait
