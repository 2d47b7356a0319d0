"""Django's backend of PostgreSQL, with the limits of `core.database_faults` on every statement of a request.

A server that is frozen acknowledges what it gets and never answers: no setting of the server, nor of TCP, ends that.
"""

from functools import wraps

import psycopg
from django.conf import settings
from django.db.backends.postgresql import base

from core.database_faults import query_timeout


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection of which each statement takes no longer than the `query_timeout` of its request."""

    def get_new_connection(self, conn_params):
        if query_timeout.gave_up:
            raise psycopg.OperationalError("the database could not be used a moment ago")
        try:
            connection = super().get_new_connection(conn_params)
        except psycopg.OperationalError:
            query_timeout.give_up()
            raise
        connection.wait = _with_timeout(connection)
        return connection

    def init_connection_state(self):
        super().init_connection_state()
        if query_timeout.seconds:  # for what a request asked and no longer waits for
            milliseconds = settings.DATABASE_WRITE_SECONDS * 1000
            self.connection.execute(f"SET statement_timeout = {milliseconds}")


def _with_timeout(connection):
    """The method `wait` of a connection, which gives up in time; nothing more is asked of that connection then."""
    wait = connection.wait

    @wraps(wait)
    def wait_no_longer(generator, **options):
        try:
            return wait(generator, **{"timeout": query_timeout.seconds} | options)
        except psycopg.OperationalError:
            if connection.pgconn.transaction_status == psycopg.pq.TransactionStatus.ACTIVE:  # still waiting for it
                query_timeout.give_up()
                connection.close()
            raise

    return wait_no_longer
