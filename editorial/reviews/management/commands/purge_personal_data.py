"""Erase personal data of submitters, and the texts of answers, when it is no longer needed."""

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.outbox.models import Mail
from editorial.questions.relay import purge
from editorial.reviews.jobs import settle_questions
from editorial.reviews.retention import erase_ended_agreements, erase_old_answers
from editorial.revisions.presence.models import Presence
from editorial.submissions.retention import purge_submissions
from editorial.subscriptions.retention import erase_unconfirmed


class Command(BaseCommand):
    """`manage.py purge_personal_data`, to be run every day; safe to repeat."""

    help = "Removes personal data that is older than PERSONAL_DATA_MONTHS, and what was never confirmed."

    def handle(self, **options):
        now = timezone.now()
        settle_questions()  # before their mails are erased
        erased = purge_submissions(now) | {"answers": erase_old_answers(now)} | purge(now)
        erase_ended_agreements(now)
        erase_unconfirmed(now)
        Presence.objects.past().delete()
        Mail.objects.past(now).delete()
        self.stdout.write(
            _(
                "%(forgotten)d inzenders vergeten (ouder dan %(months)d maanden). Niet bevestigd en gewist:"
                " %(removed)d aanmeldingen en %(unanswered)d mailadressen. %(attempts)d tellingen gewist."
                " Van %(answers)d antwoorden van gemeenten is de toelichting gewist."
                " Vragen van bezoekers: %(unconfirmed_questions)d niet bevestigd en gewist, %(late_questions)d te oud"
                " en gesloten, %(askers)d vragers vergeten."
            )
            % {**erased, "months": settings.PERSONAL_DATA_MONTHS}
        )
