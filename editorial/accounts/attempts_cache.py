"""Cache that counts failed logins: a failed write is an error, and does not count as one attempt too many."""

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.db import connection, transaction

from core.storage_faults import as_os_error


class AttemptsCache(DatabaseCache):
    """Django's database cache, but it raises OSError when the disk is full, which Django ignores."""

    def _base_set(self, mode, key, value, timeout=DEFAULT_TIMEOUT):
        with connection.execute_wrapper(as_os_error), transaction.atomic():  # the error may come at the commit too
            return super()._base_set(mode, key, value, timeout)
