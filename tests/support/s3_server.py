"""A server that speaks S3, in this process, for as long as a test lasts."""

from contextlib import contextmanager

import boto3
from moto.server import ThreadedMotoServer

BUCKET = "beeld-en-documenten"


@contextmanager
def s3_server():
    """Start a server with an empty bucket; gives the settings of a storage in it."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        keys = {"access_key": "sleutel", "secret_key": "geheim"}
        options = {"bucket_name": BUCKET, "endpoint_url": f"http://{host}:{port}", "region_name": "eu-west-1", **keys}
        client_of(options).create_bucket(
            Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": options["region_name"]}
        )
        yield options
    finally:
        server.stop()


def client_of(options):
    """A client of boto3 for the storage with some settings."""
    keys = {"aws_access_key_id": options["access_key"], "aws_secret_access_key": options["secret_key"]}
    return boto3.client("s3", endpoint_url=options["endpoint_url"], region_name=options["region_name"], **keys)


def stored(options):
    """The names of what is in the bucket, in alphabetical order."""
    return sorted(item["Key"] for item in client_of(options).list_objects_v2(Bucket=BUCKET).get("Contents", []))
