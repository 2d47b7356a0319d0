"""Filling in the forms of the admin, the way a browser would."""

from unittest.mock import patch

from allauth.account.internal.flows.login import record_authentication
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth.models import User
from django.test import Client, RequestFactory
from django.urls import reverse

from editorial.revisions import snapshot
from editorial.revisions.models import save_draft

from . import make


class EditorsClient(Client):
    """A client of which `force_login` counts as a login with a second factor."""

    def force_login(self, user, backend=None):
        super().force_login(user, backend)
        request = RequestFactory().get("/")
        request.session = self.session
        record_authentication(request, user, "mfa", type="totp")
        request.session.save()


def let_in(page, address, user):
    """Log an editor in on a page of Playwright, past the two steps."""
    client = EditorsClient()
    client.force_login(user)
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": address}])


def address(record, page="change", **query):
    """A path in the admin; `record` is a record, or a model for its list and add form."""
    options = record._meta
    arguments = [] if page in {"changelist", "add"} else [record.pk]
    return reverse(f"admin:{options.app_label}_{options.model_name}_{page}", args=arguments, query=query)


def filled_in(response):
    """The data that a browser would post when nothing is changed in the form of a response."""
    return _filled_in(response.context)


def opened(client, url):
    """The same for the form at a path, without rendering it: that takes most of the time."""
    data = {}

    def rendered_content(response):
        if "adminform" in response.context_data:
            data.update(_filled_in(response.context_data))
        return ""

    with patch("django.template.response.SimpleTemplateResponse.rendered_content", property(rendered_content)):
        client.get(url)
    return data


def _filled_in(context):
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    return {name: value for form in forms for name, value in _values(form)}


def _values(form):
    for field in form:
        value = field.value()
        if field.name == "tags" and not isinstance(value, str):
            value = ", ".join(tag.name for tag in value or [])
        if isinstance(value, (list, tuple)):
            yield field.html_name, [getattr(item, "pk", item) for item in value]
        elif value is not None and value is not False:
            yield field.html_name, value


def save(client, record, **changes):
    """Change fields in the form of a record and post it; returns the response.

    Names of inline fields are written as in the form, such as `citations-0-heading`.
    """
    page = "change" if getattr(record, "pk", None) and not isinstance(record, type) else "add"
    url = address(record, page)
    data = opened(client, url) | changes
    return client.post(url, {name: value for name, value in data.items() if value is not None})


def part(prefix, index=0, **fields):
    """The fields of a new inline form, with the total that goes with it."""
    return {f"{prefix}-TOTAL_FORMS": index + 1} | {f"{prefix}-{index}-{name}": value for name, value in fields.items()}


def errors(response):
    """All messages of a form that was refused, as one text."""
    return " ".join(str(message) for message in response.context["errors"])


def save_and_publish(client, record, **changes):
    """Change a published initiative, and let another editor approve and publish the revision."""
    response = save(client, record, **changes)
    publish(record)
    return response


def publish(record):
    """Another editor approves and publishes the open revision of an initiative; returns it."""
    other = make.editor(username=f"ander{User.objects.count()}")
    revision = record.revisions.open().get()
    revision.submit(revision.author)
    revision.approve(other)
    revision.publish(other)
    return revision


def draft(record, user=None, **changes):
    """Save a draft revision with some fields changed, without the form; returns it."""
    return save_draft(record, snapshot.take(record) | changes, user)


def act(client, action, *records, **fields):
    """Choose an action for records in their list; with `confirm` and the fields of its page it is performed."""
    data = {"action": action, ACTION_CHECKBOX_NAME: [record.pk for record in records], **fields}
    return client.post(address(type(records[0]), "changelist"), data, follow=True)
