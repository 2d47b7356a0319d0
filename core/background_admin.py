"""Work in the background at the desk: starting it, the page that shows how far it is, stopping it, its outcome."""

from contextlib import contextmanager
from dataclasses import dataclass

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .generation import content_change
from .jobs.background import start, work_named
from .jobs.timed import JobFailed, declared
from .models import BackgroundJob
from .records import is_key

PARAMETER, REFRESH = "werk", "vanzelf"
REFRESH_SECONDS, MOST_RECENT = 3, 5
TOO_LATE = _("Stoppen kan nu niet meer: het was net klaar, of het wordt al opgeslagen.")
BUSY = _("Het portaal werkt hier nog aan. Wacht tot dat klaar is.")


@dataclass(frozen=True)
class Requester:
    """Whoever asked for work in the background, for code of the desk that knows a user by the request."""

    user: User


class FollowedAdmin:
    """Shows how far the work is that is done with a record, instead of its form; afterwards the outcome above it."""

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """The form; what somebody sends who had it open already is saved as ever."""
        record = self.get_object(request, unquote(object_id))
        job = followed_job(request, record) if record else None
        if job and not job.finished_at and (request.method == "GET" or "stop" in request.POST):
            if not self.has_view_permission(request, record):
                raise PermissionDenied
            return progress_page(self, request, job)
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), "job": job})


@contextmanager
def recorded(job, action):
    """Within this, in the background, one change is made and logged as if whoever asked for it had waited.

    Args: job, of which the parameters have the `origin` of the request; action, what the log calls it.
    Yields: a `Requester`. Raises: JobFailed, when the account is gone.
    """
    if job.created_by is None:
        raise JobFailed(_("Het account van wie dit vroeg, is er niet meer."))
    with admin.site.recording_for(job.created_by, job.parameters["origin"]), content_change():
        admin.site.name_action(action)
        yield Requester(job.created_by)


def is_worked_on(record):
    """Whether work is done with a record now, or waits."""
    return BackgroundJob.objects.unfinished().about(record).exists()


def start_logged(model_admin, request, name, record, **parameters):
    """Start some work about a record for whoever asks for it, and log that; arguments as of `background.start`."""
    job = start(name, record, request.user, **parameters)
    model_admin.log_change(request, record, str(_("Begonnen: %s.") % work_named(name).verbose_name))
    return job


def address_of(job):
    """The page where a job can be followed, and that afterwards shows its outcome: the form of its record."""
    name = f"admin:{job.object_type.replace('.', '_')}_change"
    return reverse(name, args=[job.object_key], query={PARAMETER: job.pk})


def followed_address(record):
    """The form of a record; as long as work is done with it, the page where that can be followed."""
    job = BackgroundJob.objects.unfinished().about(record).first()
    options = record._meta
    form = reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[record.pk])
    return address_of(job) if job else form


def followed_job(request, record):
    """The work that is done with a record now, or else what the address asks for; None without any."""
    jobs = BackgroundJob.objects.about(record)
    key = request.GET.get(PARAMETER, "")
    requested = jobs.filter(pk=key) if is_key(key) else jobs.none()
    return jobs.unfinished().first() or requested.first()


def recent_jobs(user):
    """The work of a user that goes on, or ended within a day, the newest first: (job, what it does, its page)."""
    names = {work.name: work.verbose_name for work in declared("WORK")}
    jobs = BackgroundJob.objects.recent().filter(created_by=user, kind__in=names).order_by("pk")
    last = {(job.object_type, job.object_key): job for job in jobs}  # of each record
    newest = sorted(last.values(), key=lambda job: -job.pk)[:MOST_RECENT]
    return [(job, names[job.kind], address_of(job)) for job in newest]


def progress_page(model_admin, request, job):
    """The page that shows how far a job is and comes again by itself, with a button to stop it."""
    if request.method == "POST":
        if "stop" in request.POST:
            _stop(model_admin, request, job)
        return HttpResponseRedirect(address_of(job))
    refreshes = REFRESH in request.GET  # for whoever has no script, and asks for it: it takes the focus away
    context = {
        **model_admin.admin_site.each_context(request),
        "title": work_named(job.kind).verbose_name,
        "opts": model_admin.opts,
        "job": job,
        "address": address_of(job),
        "refreshes": refreshes,
    }
    headers = {"Refresh": str(REFRESH_SECONDS)} if refreshes else None
    return TemplateResponse(request, "admin/background_job.html", context, headers=headers)


def _stop(model_admin, request, job):
    if job.request_stop():
        model_admin.log_change(request, job.record, str(_("Gestopt: %s.") % work_named(job.kind).verbose_name))
    else:
        model_admin.message_user(request, TOO_LATE, messages.WARNING)
