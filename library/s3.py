"""Files in a storage that speaks S3, when the setting MEDIA_STORAGE says so; nothing else imports this."""

from contextlib import contextmanager

from boto3.exceptions import Boto3Error
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import ContentFile
from storages.backends import s3

from core.storage_faults import StorageUnavailable

LIMITS = Config(
    connect_timeout=5,
    read_timeout=20,
    retries={"total_max_attempts": 2},
    # Newer checksums, which S3 servers other than that of Amazon do not all know.
    request_checksum_calculation="when_required",
    response_checksum_validation="when_required",
)


class S3Storage(s3.S3Storage):
    """S3 storage of django-storages with time limits; every fault is raised as `StorageUnavailable`."""

    def __init__(self, **settings):
        super().__init__(**settings)
        self.client_config = self.client_config.merge(LIMITS)

    def _open(self, name, mode="rb"):
        """A file that was read as a whole: none is large, and later on nobody expects a fault."""
        with _answering(), super()._open(name, mode) as file:
            return ContentFile(file.read(), name)

    def _save(self, name, content):
        with _answering():
            return super()._save(name, content)

    def delete(self, name):
        """Delete a file; one that does not exist is no problem."""
        with _answering():
            super().delete(name)

    def exists(self, name):
        """Whether there is such a file."""
        with _answering():
            return super().exists(name)

    def listdir(self, name):
        """The folders and the files in a folder; none in one that does not exist."""
        with _answering():
            return super().listdir(name)

    def get_modified_time(self, name):
        """When a file was stored."""
        with _answering():
            return super().get_modified_time(name)


@contextmanager
def _answering():
    try:
        yield
    except (BotoCoreError, Boto3Error, ClientError) as error:
        raise StorageUnavailable("The storage of files does not answer, or refuses us.") from error
