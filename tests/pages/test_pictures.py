"""Pictures of the library in fixed pages: placed by their number, reviewed with the text, gone with the consent."""

import pytest
from django.urls import reverse

from library.models import Picture
from pages.kinds import KINDS
from pages.models import FixedPage
from pages.problems import text_problems
from tests.support import desk, make

from .test_fixed_pages import logged_in, perform

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    return FixedPage.objects.get(slug="over")


@pytest.fixture
def writer():
    return logged_in("schrijver")


@pytest.fixture
def reader():
    return logged_in("lezer")


def with_block(page, *names):
    blocks = "\n\n".join(f"{{{{ {name} }}}}" for name in names)
    return page.shipped.text.replace("# Wie maakt", f"{blocks}\n\n# Wie maakt", 1)


def placing(page, *pictures):
    """The text of the page with some pictures, each on a line of its own."""
    return with_block(page, *(f"afbeelding {picture.pk}" for picture in pictures))


def test_a_picture_comes_with_the_version_that_places_it(stranger, page, writer, reader):
    picture = make.picture(alt="De kramen op de markt", caption="In de hal")
    desk.save(writer, page, text=placing(page, picture))

    assert picture.alt not in stranger.get("/over/").text
    assert stranger.get(picture.smallest).status_code == 404
    preview = reader.get(reverse("admin:pages_fixedpage_preview", args=[page.pk, 1])).text
    assert f'alt="{picture.alt}"' in preview
    assert "/voorbeeld/beeld/" in preview
    assert picture.token + "/" not in preview

    perform(reader, page, "publish")
    text = stranger.get("/over/").text
    assert f'alt="{picture.alt}"' in text
    assert "In de hal" in text
    assert f"{{ afbeelding {picture.pk} }}" not in text
    assert "css/gallery.css" in text
    assert stranger.get(picture.smallest).status_code == 200


def test_it_goes_with_the_version(stranger, page, writer, reader):
    picture = make.picture()
    desk.save(writer, page, text=placing(page, picture))
    perform(reader, page, "publish")
    perform(writer, page, "shipped")
    perform(reader, page, "publish", 2)
    assert stranger.get(picture.smallest).status_code == 404

    perform(writer, page, "restore", 1)
    perform(reader, page, "publish", 3)
    assert stranger.get(picture.smallest).status_code == 200


def test_who_takes_back_their_consent_is_gone_at_once(stranger, page, writer, reader):
    picture = make.picture(people=Picture.People.CONSENT)
    desk.save(writer, page, text=placing(page, picture))
    perform(reader, page, "publish")
    desk.save(writer, picture, people=Picture.People.NO_CONSENT)

    text = stranger.get("/over/").text
    assert picture.alt not in text
    assert "afbeelding" not in text
    assert stranger.get(picture.smallest).status_code == 404


def test_consent_that_went_before_the_review_keeps_the_text_off_the_site(stranger, page, writer, reader):
    picture = make.picture(people=Picture.People.CONSENT)
    desk.save(writer, page, text=placing(page, picture))
    Picture.objects.update(people=Picture.People.NO_CONSENT)

    assert "gaf geen toestemming" in perform(reader, page, "publish").text
    assert picture.alt not in stranger.get("/over/").text


def test_a_word_in_a_sentence_is_no_picture(stranger, page, writer, reader):
    picture = make.picture()
    text = page.shipped.text.replace("# Wie maakt", f"Zie afbeelding {picture.pk}.\n\n# Wie maakt", 1)
    desk.save(writer, page, text=text)
    perform(reader, page, "publish")

    assert not page.pictures.exists()
    assert stranger.get(picture.smallest).status_code == 404


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{{ afbeelding 999 }}", "{{ afbeelding 999 }} kan niet: die afbeelding is er niet"),
        ("{{ afbeelding 0 }}", "{{ afbeelding 0 }} kennen wij hier niet"),
        ("{{ afbeelding kraam }}", "kennen wij hier niet"),
        ("Zo: {{ afbeelding 999 }}.", "alleen op een regel"),
        ("{{ afbeelding 999 }}\n\n{{ afbeelding 999 }}", "één keer"),
        ("- {{ afbeelding 999 }}", "niet in een lijst of een citaat"),
        ("\n\n".join(f"{{{{ afbeelding {number} }}}}" for number in range(1, 8)), "hoogstens 6 afbeeldingen"),
    ],
)
def test_what_cannot_be_placed_is_said(text, sentence):
    assert any(sentence in problem for problem in text_problems(KINDS["open-data"], text))


def test_a_text_of_sentences_has_no_pictures():
    picture = make.picture()

    assert any(
        "kennen wij hier niet" in each for each in text_problems(KINDS["voet"], f"{{{{ afbeelding {picture.pk} }}}}")
    )


def test_the_desk_says_how_and_where_it_is_used(page, writer, reader):
    picture = make.picture()
    assert f"{{{{ afbeelding {picture.pk} }}}}" in writer.get(desk.address(picture)).text
    assert "{{ afbeelding 12 }}" in writer.get(desk.address(page)).text
    desk.save(writer, page, text=placing(page, picture))
    perform(reader, page, "publish")

    assert str(page) in writer.get(desk.address(picture)).text


def test_a_page_with_pictures_costs_one_query_more_at_most(
    stranger, page, writer, reader, django_assert_max_num_queries
):
    desk.save(writer, page, text=placing(page, *(make.picture() for _number in range(6))))
    perform(reader, page, "publish")
    stranger.get("/over/")
    with django_assert_max_num_queries(12):
        assert len(stranger.get("/over/").content) <= 60 * 1024
