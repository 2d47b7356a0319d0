"""Fixed texts at the desk: written by one, published by another, with all their versions; the settings of the site."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, resolve, reverse
from django.utils.translation import gettext_lazy as _

from core.admin_base import DeskAdmin, RecordAdmin
from core.generation import content_change, expect_change_at
from core.memo import dry_run
from core.records import is_key
from search import index
from sources.admin import PUBLICATION_STATE

from .differences import differences
from .forms import FixedPageForm, SiteSettingsForm, field_names, menu_fields
from .menu import ENTRIES
from .models import FixedPage, NewsItem, PublicationRefused, SiteSettings
from .problems import text_problems

SETTINGS = ["owner", "contact_email", "news"]
NEWS_HELP = _(
    "Nieuws staat alleen op de site als ‘nieuws op de site’ aan staat bij de instellingen van de site. Ligt de datum "
    "later dan vandaag, dan komt een gepubliceerd bericht op die dag op de site."
)
VERSIONS, PREVIEW = "pages_fixedpage_versions", "pages_fixedpage_preview"
DONE = {
    "publish": _("gepubliceerd"),
    "reject": _("afgewezen"),
    "restore": _("teruggehaald als concept"),
    "shipped": _("als concept gelijk gemaakt aan de tekst van het portaal"),
}

NEW_DRAFT = {"restore", "shipped"}  # these take the place of a draft, so only of one that the editor saw
NEWER = _("Iemand anders bewaarde intussen versie %(number)s. Bekijk die eerst, en kies dan opnieuw.")


class NeverAddedAdmin(DeskAdmin):
    """Rows that come with the portal."""

    shows_usage = False

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_actions(self, request):
        return {}

    def fixed_fields(self, obj):
        return []


@admin.register(FixedPage)
class FixedPageAdmin(NeverAddedAdmin):
    """Fixed pages and texts."""

    form = FixedPageForm
    list_display = ["__str__", "state"]
    list_filter = ["versions__state"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("versions__author")

    def get_fields(self, request, obj=None):
        return [*field_names(obj.kind), "note", "base"]

    def get_form(self, request, obj=None, change=False, **kwargs):
        return super().get_form(request, obj, change, **kwargs | {"fields": []})

    def get_urls(self):
        pages = [("versies", self.versions, VERSIONS), ("versies/<int:number>/voorbeeld", self.preview, PREVIEW)]
        own = [
            path(f"<path:object_id>/{address}/", self.admin_site.admin_view(view), name=name)
            for address, view, name in pages
        ]
        return [*own, *super().get_urls()]

    @admin.display(description=_("stand"))
    def state(self, page):
        """Column with the draft that waits for a colleague, and the version that is on the site."""
        versions = list(page.versions.all())
        draft = next((version for version in versions if version.is_draft), None)
        live = next((version for version in versions if version.is_live), None)
        texts = [_("concept van %(who)s wacht op een collega") % {"who": draft.author or "–"}] if draft else []
        shown = (
            _("versie %(number)s staat op de site") % {"number": live.number} if live else _("de tekst van het portaal")
        )
        return "; ".join(map(str, [*texts, shown]))

    def desk_links(self, obj):
        return [*super().desk_links(obj), (_("Versies en publiceren"), _versions_address(obj))]

    def save_model(self, request, obj, form, change):
        if form.content == obj.newest:
            self.message_user(request, _("Er is niets veranderd, dus er komt geen nieuwe versie."), messages.WARNING)
        else:
            obj.add_version(form.content, request.user, form.cleaned_data["note"])

    def response_change(self, request, obj):
        return HttpResponseRedirect(_versions_address(obj))

    def versions(self, request, object_id):
        """All versions, and what one of them changes; a POST publishes or rejects a draft, or brings a text back."""
        page = self._page(request, object_id)
        if request.method == "POST":
            return self._perform(request, page)
        number = request.GET.get("versie", "")
        all_versions = list(page.versions.select_related("author", "published_by"))
        chosen = next((each for each in all_versions if str(each.number) == number), next(iter(all_versions), None))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Versies van ‘%(page)s’") % {"page": page},
            "opts": self.opts,
            "page": page,
            "versions": all_versions,
            "chosen": chosen,
            "differences": differences(page.current, chosen.content) if chosen else [],
            "may_publish": bool(chosen) and chosen.may_publish(request.user),
            "may_change": self.has_change_permission(request, page),
            "is_shipped": page.newest == page.shipped,
        }
        return TemplateResponse(request, "admin/pages/versions.html", context)

    def preview(self, request, object_id, number):
        """The page of the site as a version makes it; for a text that is on every page, home."""
        version = self._version(self._page(request, object_id), str(number))
        match = resolve(version.page.get_absolute_url())
        request.resolver_match = match
        with dry_run():
            version.go_live()
            return match.func(request, *match.args, **match.kwargs)

    def _perform(self, request, page):
        verb, number, base = (request.POST.get(name, "") for name in ("verb", "number", "base"))
        if verb not in DONE or not self.has_change_permission(request, page):
            raise PermissionDenied
        self.admin_site.name_action(_("vaste tekst: %(what)s") % {"what": DONE[verb]})
        try:
            with content_change():  # once more: what was read before this in the same request is of before
                if verb in NEW_DRAFT and base != str(page.last_number):
                    raise PublicationRefused(NEWER % {"number": page.last_number})
                self._change(page, verb, number, request.user)
        except PublicationRefused as error:
            self.message_user(request, str(error), messages.ERROR)
        else:
            self.log_change(request, page, str(DONE[verb]))
            text = _("‘%(page)s’ is %(what)s.") % {"page": page, "what": DONE[verb]}
            self.message_user(request, text, messages.SUCCESS)
        return HttpResponseRedirect(request.path)

    def _change(self, page, verb, number, user):
        """Do what was asked for, one editor at a time; raises PublicationRefused when somebody else was first."""
        if verb == "shipped":
            page.add_version(page.shipped, user, str(_("De tekst van het portaal.")))
        elif verb == "restore":
            note = _("Teruggehaald: versie %(number)s.") % {"number": number}
            page.add_version(self._version(page, number).content, user, str(note))
        elif verb == "reject":
            self._version(page, number).reject()
        else:
            self._publish(self._version(page, number), user)

    def _publish(self, version, user):
        """Publish a draft, unless it was written before a block became obliged: then it is no page any more."""
        if problems := text_problems(version.page.kind, version.text):
            raise PublicationRefused(" ".join(problems))
        version.publish(user)

    def _page(self, request, object_id):
        page = self.get_object(request, object_id) if is_key(object_id) else None
        if page is None:
            raise Http404
        if not self.has_view_permission(request, page):
            raise PermissionDenied
        return page

    def _version(self, page, number):
        version = page.versions.filter(number=number).first() if is_key(number) else None
        if version is None:
            raise Http404
        return version


@admin.register(SiteSettings)
class SiteSettingsAdmin(NeverAddedAdmin):
    """Admin for the settings of the site: its owner, contact details and menu."""

    form = SiteSettingsForm
    fieldsets = [
        (None, {"fields": [*SETTINGS, "base"]}),
        (
            _("Menu en voet"),
            {
                "fields": [menu_fields(entry) for entry in ENTRIES],
                "description": _(
                    "Kies bij elke bladzijde waar de link staat. Geef een link nummer 3 en hij komt op plaats 3: de "
                    "andere schuiven op. Privacy en toegankelijkheid staan altijd in de voet."
                ),
            },
        ),
    ]

    def get_form(self, request, obj=None, change=False, **kwargs):
        return super().get_form(request, obj, change, **kwargs | {"fields": SETTINGS})

    def save_model(self, request, obj, form, change):
        with content_change():  # once more: what was read before this in the same request is of before
            form.save()
            if "news" in form.changed_data:
                index.update(NewsItem.objects.all())


@admin.register(NewsItem)
class NewsItemAdmin(RecordAdmin):
    """News."""

    slug_from = "title"
    list_display = ["title", "date", "state"]
    search_fields = ["title", "text"]
    fieldsets = [
        (None, {"fields": ["title", "slug", "date", "text", "picture"], "description": NEWS_HELP}),
        (_("Waar het over gaat"), {"fields": ["initiatives", "bundles", "editions"]}),
        PUBLICATION_STATE,
    ]

    def after_change(self, request, obj, dependents_before=()):
        super().after_change(request, obj, dependents_before)
        if moment := NewsItem.objects.next_moment():
            expect_change_at(moment)


def _versions_address(page):
    return reverse(f"admin:{VERSIONS}", args=[page.pk])
