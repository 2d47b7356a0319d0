"""Filling in the forms of the editors' desk, the way a browser would."""

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
    """A browser in which `force_login` leaves what a login with a second factor leaves."""

    def force_login(self, user, backend=None):
        super().force_login(user, backend)
        request = RequestFactory().get("/")
        request.session = self.session
        record_authentication(request, user, "mfa", type="totp")
        request.session.save()


def let_in(page, address, user):
    """Log an editor in at a browser, past the two steps."""
    client = EditorsClient()
    client.force_login(user)
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": address}])


def address(record, page="change", **query):
    """An address at the desk; `record` is a record, or a model for its list and add form."""
    options = record._meta
    arguments = [] if page in {"changelist", "add"} else [record.pk]
    return reverse(f"admin:{options.app_label}_{options.model_name}_{page}", args=arguments, query=query)


def filled_in(response):
    """What a browser would send back when nothing is changed in the form of a response."""
    return _filled_in(response.context)


def opened(client, url):
    """The same of the form at an address, without drawing it: that takes most of the time."""
    found = {}

    def drawn(response):
        if "adminform" in response.context_data:
            found.update(_filled_in(response.context_data))
        return ""

    with patch("django.template.response.SimpleTemplateResponse.rendered_content", property(drawn)):
        client.get(url)
    return found


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
    """Change fields in the form of a record and send it; returns the answer.

    Names of inline fields are written as in the form, such as `citations-0-heading`.
    """
    page = "change" if getattr(record, "pk", None) and not isinstance(record, type) else "add"
    url = address(record, page)
    data = opened(client, url) | changes
    return client.post(url, {name: value for name, value in data.items() if value is not None})


def part(prefix, index=0, **fields):
    """The fields of a new part in an inline form, with the count that goes with it."""
    return {f"{prefix}-TOTAL_FORMS": index + 1} | {f"{prefix}-{index}-{name}": value for name, value in fields.items()}


def errors(response):
    """All sentences that a refused form shows, as one text."""
    found = list(response.context["errors"])
    return " ".join(str(sentence) for sentence in found)


def save_and_publish(client, record, **changes):
    """Save changes of an initiative on the site, and let another editor approve and publish the concept."""
    answer = save(client, record, **changes)
    publish(record)
    return answer


def publish(record):
    """Another editor approves and publishes the concept of an initiative; returns the revision."""
    other = make.editor(username=f"ander{User.objects.count()}")
    revision = record.revisions.open().get()
    revision.submit(revision.author)
    revision.approve(other)
    revision.publish(other)
    return revision


def draft(record, user=None, **changes):
    """Keep a concept of an initiative with some fields changed, without its form; returns the revision."""
    return save_draft(record, snapshot.take(record) | changes, user)


def act(client, action, *records, **fields):
    """Choose an action for records in their list; with `confirm` and the fields of its page it is done."""
    data = {"action": action, ACTION_CHECKBOX_NAME: [record.pk for record in records], **fields}
    return client.post(address(type(records[0]), "changelist"), data, follow=True)
