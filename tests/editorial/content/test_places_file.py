"""The file of villages and districts: a row that is wrong stops the load, with file, row and column named."""

import shutil

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from municipalities.models import Municipality, Place

pytestmark = pytest.mark.django_db
HEADER = "municipality,place,municipality_name,lat,lon,other_meaning"


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(settings.BASE_DIR / "fixtures", tmp_path / "fixtures")


@pytest.mark.parametrize(
    ("row", "place"),
    [
        ("GM1706,,Cranendonck,51.27,5.57,", "rij 2: veld place"),
        (",Budel,Cranendonck,51.27,5.57,", "rij 2: veld municipality"),
        ("GM1706,Budel,Cranendonck,noord,5.57,", "rij 2: veld lat"),
        ("GM1706,Budel,Cranendonck,5.57,51.27,", "rij 2: veld lat"),
        ("GM1706,Budel,Cranendonck,51.27,,", "rij 2: veld lon"),
        ("GM1706,Budel,Cranendonck,51.27,5.57,ja", "rij 2: veld other_meaning"),
        ("GM9999,Budel,Nergens,51.27,5.57,", "budel-gm9999: veld municipality"),
        ("GM1706,Budel,Cranendonck,51.27,5.57,\nGM1706,Budel,Cranendonck,51.3,5.6,", "budel-gm1706: veld slug"),
        (f"GM1706,{'B' * 61},Cranendonck,51.27,5.57,", "veld name"),
    ],
)
def test_a_row_that_is_wrong(folder, row, place):
    (folder / "places.csv").write_text(f"{HEADER}\n{row}\n", encoding="utf-8")

    with pytest.raises(CommandError, match=f"Niets geladen. places.csv: .*{place}"):
        call_command("load_content", folder=folder)
    assert not Municipality.objects.exists()


def test_a_folder_of_before_has_none(folder):
    (folder / "places.csv").unlink()
    call_command("load_content", folder=folder)

    assert not Place.objects.exists()
