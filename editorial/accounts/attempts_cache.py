"""The cache in which wrong logins are counted: what could not be written is an error, not one attempt too many."""

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.db import connection, transaction

from core.storage_faults import as_os_error


class AttemptsCache(DatabaseCache):
    """Django's cache in the database, which passes a full disk over in silence; this one raises OSError."""

    def _base_set(self, mode, key, value, timeout=DEFAULT_TIMEOUT):
        with connection.execute_wrapper(as_os_error), transaction.atomic():  # the error may come at the commit too
            return super()._base_set(mode, key, value, timeout)
