"""What an editor sees in a cell of Excel, whatever number stands behind it."""

from datetime import datetime, time, timedelta

import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from editorial.imports.cell_formats import displayed

MARCH = datetime(2025, 3, 1)
ACCOUNTING = '_ "€"\\ * #,##0.00_ ;_ "€"\\ * \\-#,##0.00_ ;_ "€"\\ * "-"??_ ;_ @_ '
SHOWN = [
    (MARCH, "mmm-yy", "2025-03"),
    (MARCH, "yyyy-mm", "2025-03"),
    (MARCH, "[$-413]mmmm yyyy;@", "2025-03"),
    (MARCH, 'mmmm" "yyyy', "2025-03"),
    (MARCH, "yyyy", "2025"),
    (MARCH, "mm-dd-yy", "2025-03-01"),
    (MARCH, "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "2025-03-01"),
    (MARCH, "General", "2025-03-01"),
    (datetime(2025, 3, 1, 14, 30), "d/m/yyyy h:mm", "2025-03-01 14:30"),
    (MARCH, "d/m/yyyy h:mm", "2025-03-01"),
    (timedelta(hours=26), "[h]:mm", "26:00"),
    (timedelta(hours=26, seconds=5), "[h]:mm:ss", "26:00:05"),
    (time(14, 30), "h:mm", "14:30"),
    (0.25, "0%", "25%"),
    (0.256, "0.0%", "25,6%"),
    (1_250_000, '"€" #,##0', "€ 1.250.000"),
    (1_250_000, "[$€-413] #,##0;[$€-413] -#,##0", "€ 1.250.000"),
    (-1250, ACCOUNTING, "€ -1.250,00"),
    (0, ACCOUNTING, "€ -"),
    (1234.5, "#,##0.00;[Red]-#,##0.00", "1.234,50"),
    (12_500_000, '#,##0.0,,\\ "M"', "12,5 M"),
    (3, '0" dagen"', "3 dagen"),
    (1.5, "0.##", "1,5"),
    (363, "0000", "0363"),
    (5, "#,##0", "5"),
    (0.5, "General", "0,5"),
    (-0.5, "0.0", "-0,5"),
    (0.1 + 0.2, "General", "0,3"),
    (2025, "General", "2025"),
    (2025, "@", "2025"),
    (datetime(2134, 1, 1), "Standaard", "85469"),
    (1, '"ja";"nee";"nee"', "ja"),
    (0, "0;-0;;@", ""),
    (True, "General", "ja"),
    (False, "General", "nee"),
    ("3-4", "d-mmm", "3-4"),
    ("Zwolle", '"Gemeente "@', "Gemeente Zwolle"),
]
UNCERTAIN = [
    (MARCH, "d-mmm", "zonder jaar"),
    (MARCH, "mmmm", "zonder jaar"),
    (MARCH, "dddd", "niet zeker"),
    (45717, "jjjj", "niet zeker"),
    (0.5, "mm:ss", "niet zeker"),
    (time(14, 30), "h:mm AM/PM", "niet zeker"),
    (1.5, "# ?/?", "niet zeker"),
    (1_234_567, "0.00E+00", "niet zeker"),
    (612_345_678, "00-00000000", "niet zeker"),
    (50, "[<100]0;0.0", "niet zeker"),
    (1e20, "General", "niet zeker"),
    (0.00000001, "General", "niet zeker"),
    (1e16, "0", "niet zeker"),
    (3_000_000, "yyyy", "niet zeker"),
    (5, ";;;", "laat niets zien"),
    ("geheim", ";;;", "laat niets zien"),
]


@pytest.mark.parametrize(("value", "code", "text"), SHOWN)
def test_the_text_that_a_cell_shows(value, code, text):
    assert displayed(value, code, CALENDAR_WINDOWS_1900) == text


@pytest.mark.parametrize(("value", "code", "words"), UNCERTAIN)
def test_what_is_not_certain_is_not_read(value, code, words):
    with pytest.raises(ValueError, match=words):
        displayed(value, code, CALENDAR_WINDOWS_1900)


def test_a_workbook_of_an_old_mac():
    assert displayed(MARCH, "mmm-yy", CALENDAR_MAC_1904) == "2025-03"
