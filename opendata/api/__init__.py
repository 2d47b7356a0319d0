"""The API, by the API design rules of the Dutch government (NLGov REST API Design Rules 2.2)."""

VERSION = "1.0.0"
ROOT = "/api/v1"
METHODS = "GET, HEAD, OPTIONS"
