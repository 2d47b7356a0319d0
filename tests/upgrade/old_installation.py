"""Fills an empty database the way editors and visitors do, with the code of commit c29550b only."""

import re
from urllib.parse import urlsplit

from allauth.mfa.totp.internal import auth as totp
from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from editorial.importing.models import SheetImport
from editorial.models import CheckRequest, ContactAgreement, MunicipalityAccess, Submission
from editorial.roles import CHIEFS, EDITORS, KEEPERS, SUBMITTERS, ensure_groups
from editorial.versions import reviewing

from initiatives.models import Initiative
from municipalities.models import Municipality
from search import counting
from sources.models import LinkCheck, Publication
from tests import contribution, desk, logging_in, passkeys, sheets
from themes.models import Theme

PASSWORD = "alleen voor de proef 1"
SECRET = "ALLEENVOORDEPROEFVANHETUPGRADEN2"  # of the app with codes, in base32
SESSION = "sessievanderedacteurvoordeproef1"
FAR = "2999-01-01"
CODES = {"coaches": "VB-I1", "buurt": "VB-I2", "fietsen": "VB-I3", "paspoort": "VB-I4", "zomerschool": "VB-I5"}
CODES |= {"sport": "VB-I7", "koken": "VB-I8"}
ACCOUNTS = {  # a name, and its group
    "redacteur": EDITORS,
    "tweede-redacteur": EDITORS,
    "eindredacteur": CHIEFS,
    "inzender": SUBMITTERS,
    "beheerder": KEEPERS,
}


class OldInstallation:
    """An installation with edited content; `links` are the URLs in mails and those that editors shared."""

    def __init__(self, clock, folder):
        self.clock, self.folder, self.links = clock, folder, {}

    def fill(self):
        """Perform the whole history of this installation."""
        counting.later = lambda _seconds, _work: None
        call_command("load_content", folder=self.folder, verbosity=0)
        for step in (self._accounts, self._log_in, self._ask, self._import, self._publish, self._on_the_way):
            step()
            self.clock.wait(hours=2)
        for step in (self._addresses_and_ends, self._submissions, self._handle, self._traces):
            step()
            self.clock.wait(hours=2)
        return self

    def initiative(self, name):
        return Initiative.objects.get(code=CODES[name])

    def by(self, name):
        """A client in which a user is logged in with a second factor."""
        client = desk.EditorsClient()
        client.force_login(User.objects.get(username=name))
        return client

    def _accounts(self):
        for name, group in ACCOUNTS.items():
            user = User.objects.create_user(name, f"{name}@redactie.example", PASSWORD, is_staff=True)
            user.groups.add(ensure_groups(apps, group))
        User.objects.create_superuser("hoofdbeheerder", "hoofd@redactie.example", PASSWORD)
        reader = User.objects.create_user("lezer", "lezer@redactie.example", PASSWORD, is_staff=True)
        reader.user_permissions.add(Permission.objects.get(codename="view_submission"))
        User.objects.create_user("vertrokken", password=PASSWORD, is_active=False)
        self._other_groups()
        place = Municipality.objects.get(code="GM9002")
        MunicipalityAccess.objects.create(user=User.objects.get(username="inzender"), municipality=place)

    def _other_groups(self):
        """An administrator added a group, and changed two others; the upgrade must not undo that."""
        both = Permission.objects.filter(content_type__app_label__in=["editorial", "search"])
        permissions = {row.codename: row for row in both}
        trainees = Group.objects.create(name="stagiair")
        trainees.permissions.add(permissions["view_submission"], permissions["view_checkrequest"])
        User.objects.get(username="lezer").groups.add(trainees)
        Group.objects.get(name=KEEPERS).permissions.add(permissions["view_contactagreement"])
        Group.objects.get(name=EDITORS).permissions.remove(permissions["view_searchcount"])

    def _log_in(self):
        """An editor sets up an app and a passkey by the pages; the session lasts until the test."""
        totp.generate_totp_secret = lambda *_args, **_options: SECRET
        browser = Client()
        logging_in.give_password(browser, "redacteur", "dit wachtwoord klopt niet")
        logging_in.give_password(browser, "redacteur", PASSWORD)
        assert logging_in.enrol(browser)[0] == SECRET
        passkeys.add(browser, passkeys.Passkey(), "Telefoon van het werk")
        assert logging_in.is_in(browser)
        session = browser.session
        for name in ("desk_started", "desk_seen"):
            session.pop(name, None)
        session.save()
        mine = Session.objects.filter(session_key=session.session_key)
        mine.update(session_key=SESSION, expire_date=f"{FAR}T12:00Z")

    def _ask(self):
        """Three municipalities agreed to check requests: one confirms, one reports a change, one does not answer."""
        editor = self.by("redacteur")
        for name in ("coaches", "fietsen", "paspoort"):
            initiative = self.initiative(name)
            fields = {"mailbox": initiative.contact_email, "agreed_on": "2026-01-05", "note": "Per mail."}
            desk.save(editor, ContactAgreement, initiative=initiative.pk, **fields)
        call_command("send_reminders", verbosity=0)
        mailed = {sent.to[0]: re.search(r"/controle/\S+", sent.body) for sent in mail.outbox}
        self.links["check"] = mailed[self.initiative("paspoort").contact_email][0]
        answer = {"answer": "veranderd", "text": "Er zijn nu ook lessen in de avond."}
        Client().post(mailed[self.initiative("coaches").contact_email][0], answer)
        self.links["answered"] = mailed[self.initiative("fietsen").contact_email][0]
        Client().post(self.links["answered"], {"answer": "ja"})
        desk.save(editor, CheckRequest.objects.get(answer="veranderd"), handled=True)

    def _import(self):
        """A sheet with good and wrong rows, one that was undone, and one that was only checked."""
        editor, header = self.by("tweede-redacteur"), ["code", "titel", "hoofdthema", "sinds"]
        rows = [["", "Huiskamergesprekken", "Opvang", "2024"], ["", "Zonder jaar", "Opvang", "x"]]
        rows.append(["VB-I2", self.initiative("buurt").title, "Opvang", "2023"])
        for name, lines in (("werk.csv", rows), ("terug.csv", [["", "Weer weg", "Opvang", ""]])):
            sheets.upload(editor, sheets.csv_of(header, *lines), name)
            editor.post(sheets.report(SheetImport.objects.latest("pk")), {"good_only": "1"})
        editor.post(sheets.report(SheetImport.objects.latest("pk")), {"undo": "1"})
        sheets.upload(editor, sheets.csv_of(header, ["", "Later", "Opvang", "2025"]), "later.csv")

    def _go(self, name, verb, who, **fields):
        """Bring the newest version of an initiative to its next state, by its page."""
        version = self.initiative(name).versions.first()
        page = reverse("admin:initiative_version", args=[version.initiative_id, version.number])
        response = self.by(who).post(page, {"verb": verb, **fields})
        assert response.status_code == 302, (name, verb, who, response.status_code)

    def _edit(self, name, who="redacteur", **changes):
        response = desk.save(self.by(who), self.initiative(name), **changes)
        assert response.status_code == 302, (name, desk.errors(response))

    def _publish(self):
        """A change with a note for visitors, and one that a chief editor published without approval."""
        self._edit("coaches", approach="Elke statushouder krijgt een coach.\n\nOok in de avond.")
        self._go("coaches", "submit", "redacteur")
        self._go("coaches", "approve", "tweede-redacteur", comment="Helder.")
        self._go("coaches", "publish", "tweede-redacteur", change_note="Lessen in de avond toegevoegd.")
        self._edit("sport", "eindredacteur", lessons="Begin klein.", offline_at=f"{FAR}T12:00")
        self._go("sport", "submit", "eindredacteur")
        self._go("sport", "publish", "eindredacteur")

    def _on_the_way(self):
        """Versions that are not published yet: approved, submitted, returned, planned, and restored."""
        new = {"results-0-value": "66%", "results-0-number": "66"}
        self._edit("coaches", title="Taalcoaches en taalmaatjes in Waterveen", **new)
        self._go("coaches", "submit", "redacteur")
        self._go("coaches", "approve", "eindredacteur")
        self._edit("fietsen", summary="Vrouwen en mannen in Zandhove leren fietsen.")
        self._go("fietsen", "submit", "redacteur")
        self._edit("paspoort", tags="werk, diploma")
        self._go("paspoort", "submit", "redacteur")
        self._go("paspoort", "send_back", "tweede-redacteur", comment="Noem de bron.")
        self._edit("koken", title="Kookcafé met de buren")
        self._go("koken", "submit", "redacteur")
        self._go("koken", "approve", "eindredacteur")
        later = {"publish_at": f"{FAR}T12:00", "change_note": "Een nieuwe naam."}
        self._go("koken", "schedule", "eindredacteur", **later)
        first = reverse("admin:initiative_version", args=[self.initiative("sport").pk, 1])
        self.by("redacteur").post(first, {"verb": "restore"})
        self.links["review"] = urlsplit(reviewing.link_to(self.initiative("coaches").versions.first())).path

    def _addresses_and_ends(self):
        """One gets another slug, one is withdrawn by hand, and one by the schedule."""
        moved = {"slug": "opvang-in-de-buurt"}
        response = self.by("eindredacteur").post(desk.address(self.initiative("buurt"), "address"), moved)
        assert response.status_code == 302
        self.by("redacteur").post(desk.address(self.initiative("buurt"), "address"), {"slug": "mag-niet"})
        over = {"state": "withdrawn", "withdrawal_reason": "De zomerschool is gestopt."}
        self._edit("zomerschool", **over)
        theme, place = Theme.objects.get(code="T1").pk, Municipality.objects.get(code="GM9002").pk
        ends = {"code": "VB-I9", "slug": "open-dag", "title": "Open dag in Oostmeren", "status": "afgerond"}
        ends |= {"kind": "evenement", "summary": "Een open dag.", "state": "published", "main_theme": theme}
        ends |= {"offline_at": "2026-03-03T12:00", "themes": [theme], "municipalities": [place]}
        source = desk.part("citations", publication=Publication.objects.get(code="VB-02").pk)
        response = desk.save(self.by("eindredacteur"), Initiative, **ends, **source)
        assert response.status_code == 302, desk.errors(response)
        self.clock.wait(days=2)
        call_command("apply_schedule", verbosity=0)

    def _submissions(self):
        """One that became a draft, with an addition; one that is not confirmed; and corrections."""
        theme = Theme.objects.get(code="T2")
        for number, name in enumerate(["Taalcafé in de bieb", "Schaken op school", "Naaiatelier"]):
            sender = f"inzender{number}@waterveen.example"
            fields = contribution.answers(theme, title=name, where="Waterveen", email=sender)
            assert Client().post(contribution.FORM, fields).status_code == 302
            link = contribution.link()
            self.links[("submission", "declined", "unconfirmed")[number]] = link
            if number < 2:
                Client().post(link)
        Client().post(self.links["submission"], {"text": "Wij zijn er nu ook op dinsdag."})
        for name, text in (("coaches", "Het telefoonnummer klopt niet."), ("buurt", "Er wonen nu veertig mensen.")):
            sent = {"text": text, "email": "", "role": "", "shown": contribution.shown()}
            response = Client().post(reverse("contributing:correct", args=[self.initiative(name).slug]), sent)
            assert response.status_code == 302, response.text

    def _handle(self):
        editor, submissions = self.by("redacteur"), Submission.objects
        desk.save(editor, submissions.get(title="Taalcafé in de bieb"), standing="in-bewerking")
        fields = {"standing": "niet-geplaatst", "reason": "Dit gaat niet over migratie."}
        desk.save(editor, submissions.get(title="Schaken op school"), **fields)
        desk.save(editor, submissions.get(text__startswith="Het telefoonnummer"), standing="verwerkt")
        call_command("tell_senders", verbosity=0)
        administrator = self.by("beheerder")
        user = User.objects.get(username="inzender")
        assert desk.save(administrator, user, first_name="Inzender").status_code == 302

    def _traces(self):
        """What reading leaves: searches, an open form, and a link that was checked."""
        for text in ("taalcoach", "taalcoach", "fietsen", "zwembad"):
            Client().get("/zoeken/", {"q": text})
        counting.write()
        self.by("tweede-redacteur").get(desk.address(self.initiative("buurt")))
        source = Publication.objects.get(code="VB-01")
        checked = {"state": "werkt", "checked_at": self.clock.now()}
        LinkCheck.objects.create(publication=source, address=source.url, **checked)
