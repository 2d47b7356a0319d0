"""Schemathesis tries the whole API by its own description: no failure of ours, and no answer that is not in there."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.specs.openapi import checks

from opendata.api import ROOT
from opendata.api.rate_limit import rate_limit
from opendata.resources import RESOURCES
from tests.support.thoroughness import count_tries, tries

pytestmark = pytest.mark.django_db
PATHS = ["/openapi.json", *(path for name in RESOURCES for path in (f"/{name}", f"/{name}/{{code}}"))]
QUIET = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much]
CHECKS = [
    schemathesis.checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,  # not that all else is accepted: values of facets are those of the content
]


def app(environ, start_response):
    """The portal, for a client that does not unpack what is compressed."""
    environ.pop("HTTP_ACCEPT_ENCODING", None)
    return get_wsgi_application()(environ, start_response)


@pytest.fixture(scope="module")
def schema(content, django_db_blocker):
    """What the API says of itself; meanwhile no request closes the connection of the tests, as with Django's client."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    with django_db_blocker.unblock():
        schema = schemathesis.openapi.from_wsgi(f"{ROOT}/openapi.json", app=app)
    yield schema
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.parametrize("path", PATHS)
def test_what_schemathesis_tries(content, schema, path, monkeypatch):
    monkeypatch.setattr(rate_limit, "take", lambda _who: (1, 1))

    @given(case=schema[path]["GET"].as_strategy())
    @settings(max_examples=tries(3, 200), deadline=None, suppress_health_check=QUIET, phases=[Phase.generate])
    def attempt(case):
        count_tries()
        case.call_and_validate(checks=CHECKS)

    attempt()
