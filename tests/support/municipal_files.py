"""Thirty files as municipalities send them, all made up, each with what the report must say of it.

They need the records of `make_world`, and are read for the municipality of Woerden with the theme Opvang for all.
"""

import datetime
from dataclasses import dataclass, field

from tests.support import make

from .sheet_builders import by_odfdo, csv, ods, ods_cell, ods_row, with_outcome, xlsx

MARCH = datetime.datetime(2025, 3, 1)


@dataclass(frozen=True)
class MunicipalFile:
    """A file and its report.

    outcomes: of its rows, in their order. remarks: words that are said of the file, all of them. problems: words of
    the problem by cell. values: by cell the name of a field and what the row brings there, as the report shows it.
    notes: words in the internal note by line.
    """

    content: bytes
    outcomes: str
    name: str = "lijst.xlsx"
    remarks: list = field(default_factory=list)
    problems: dict = field(default_factory=dict)
    values: dict = field(default_factory=dict)
    notes: dict = field(default_factory=dict)


def make_world():
    """The records that the files name; returns the municipality that sends them."""
    make.theme(name="Opvang")
    make.theme(name="Taal")
    make.target_group(name="Statushouders")
    woerden = make.municipality(name="Woerden")
    make.place("Harmelen", municipality=woerden)
    nuenen = make.municipality(name="Nuenen, Gerwen en Nederwetten", slug="nuenen")
    make.place("Nuenen", municipality=nuenen)
    for name in ("Bergen (L)", "Bergen (NH)"):
        make.municipality(name=name, slug=name.lower().replace(" (", "-").strip(")"))
    make.initiative(code="INI-7", title="Taalcafé", municipalities=[woerden])
    make.publication(code="PUB-7", url="https://bron.example/zeven")
    make.organisation(name="Stichting Buurtkamer")
    make.framework(code="JUR-7", name="Spreidingswet")
    return woerden


def _hide(sheet):
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["C"].hidden = True


def _titles(sheet):
    sheet.insert_rows(1, 3)
    sheet["A1"] = "Overzicht initiatieven gemeente Woerden"
    sheet["A2"] = "Stand van 1 maart"
    sheet.merge_cells("A1:C1")


def _more_sheets(sheet):
    front = sheet.parent.create_sheet("Voorblad", 0)
    front["A1"] = "Beste redactie"
    hidden = sheet.parent.create_sheet("Kladblok")
    hidden.append(["Project", "Start"])
    hidden.sheet_state = "hidden"


def _explain(sheet):
    sheet.parent.create_sheet("Uitleg")["A1"] = "Hoe dit blad werkt"


HIDDEN_ROW = ' table:visibility="filter"'
FILES = {
    "project list": MunicipalFile(
        xlsx(["Project", "Omschrijving", "Startjaar"], ["Samen eten", "Elke week.", 2024], ["Fietsles", "", 2023]),
        "new new",
        values={2: {"titel": "Samen eten", "samenvatting": "Elke week.", "sinds": "2024", "gemeenten": "Woerden"}},
    ),
    "month and year": MunicipalFile(
        xlsx(["Project", "Peildatum", "Start"], ["A", MARCH, MARCH], formats={"B2": "mmm-yy", "C2": "yyyy-mm"}),
        "new",
        values={2: {"peildatum": "2025-03", "sinds": "2025"}},
    ),
    "day without a year": MunicipalFile(
        xlsx(["Project", "Peildatum"], ["A", MARCH], ["B", MARCH], formats={"B2": "d-mmm", "B3": "dd-mm-yyyy"}),
        "error new",
        problems={"B2": "zonder jaar"},
        values={3: {"peildatum": "2025-03-01"}},
    ),
    "money and per cents": MunicipalFile(
        xlsx(
            ["Project", "Budget", "Formatie", "Bereik"],
            ["A", 1_250_000, 0.5, 0.25],
            formats={"B2": '"€" #,##0', "D2": "0%"},
        ),
        "new",
        values={2: {"kosten eenmalig": "€ 1.250.000", "formatie (fte)": "0,5"}},
        notes={2: "Bereik: 25%"},
    ),
    "booleans and durations": MunicipalFile(
        xlsx(
            ["Project", "Subsidie", "Doorlooptijd", "Actief"],
            ["A", True, datetime.timedelta(hours=26), False],
            formats={"C2": "[h]:mm"},
        ),
        "new",
        values={2: {"wie betaalt": "ja", "doorlooptijd": "26:00"}},
        notes={2: "Actief: nee"},
    ),
    "fraction": MunicipalFile(
        xlsx(["Project", "FTE"], ["A", 1.5], formats={"B2": "# ?/?"}), "error", problems={"B2": "niet zeker"}
    ),
    "hidden value": MunicipalFile(
        xlsx(["Project", "FTE"], ["A", 3], formats={"B2": ";;;"}), "error", problems={"B2": "laat niets zien"}
    ),
    "titles above": MunicipalFile(
        xlsx(["Project", "Fase", "Jaar"], ["A", "lopend", 2024], change=_titles),
        "new",
        remarks=["Overzicht initiatieven gemeente Woerden", "boven de kolomnamen"],
        values={5: {"titel": "A", "status": "Lopend", "sinds": "2024"}},
    ),
    "merged downwards": MunicipalFile(
        xlsx(["Thema", "Project"], ["Taal", "A"], [None, "B"], change=lambda sheet: sheet.merge_cells("A2:A3")),
        "new new",
        remarks=["samengevoegde cellen", "A2"],
        values={3: {"hoofdthema": "Taal"}},
    ),
    "merged sideways": MunicipalFile(
        xlsx(["Project", "Start"], ["Lopende projecten"], ["A", 2024], change=lambda s: s.merge_cells("A2:B2")),
        "error new",
        problems={"A2": "samengevoegd"},
    ),
    "hidden row and column": MunicipalFile(
        xlsx(["Project", "Start", "Prive"], ["A", 2024, "geheim"], ["B", 2023, ""], ["C", 2022, ""], change=_hide),
        "new new",
        remarks=["rijen zijn verborgen", ": 3.", "kolommen zijn verborgen", ": C."],
    ),
    "more sheets": MunicipalFile(
        xlsx(["Project", "Start"], ["A", 2024], change=_more_sheets),
        "new",
        remarks=["alleen het blad ‘Blad1’", "‘Voorblad’", "‘Kladblok’"],
    ),
    "our own explanation": MunicipalFile(xlsx(["Project", "Start"], ["A", 2024], change=_explain), "new"),
    "formula with a value": MunicipalFile(
        with_outcome(xlsx(["Project", "Start"], ["A", "=2000+24"]), b"2024"),
        "new",
        remarks=["formule", "B2"],
        values={2: {"sinds": "2024"}},
    ),
    "formula without a value": MunicipalFile(
        xlsx(["Project", "Start"], ["A", "=2000+24"]), "error", problems={"B2": "zonder uitkomst"}
    ),
    "escapes": MunicipalFile(
        xlsx(["Project", "Aanpak"], ["A", "Eerst dit._x000D_\nDan dat."]),
        "new",
        remarks=["_x000D_", "B2"],
        values={2: {"aanpak": "Eerst dit.\nDan dat."}},
    ),
    "error of Excel": MunicipalFile(
        xlsx(["Project", "Start"], ["A", "#DEEL/0!"], ["B", "#REF!"]), "error error", problems={"B3": "#REF!"}
    ),
    "villages": MunicipalFile(
        xlsx(["Project", "Plaats"], ["A", "Harmelen"], ["B", "Nuenen"], ["C", "gemeente Woerden"], ["D", None]),
        "new new new new",
        values={2: {"gemeenten": "Woerden"}, 3: {"gemeenten": "Nuenen, Gerwen en Nederwetten"}},
    ),
    "several municipalities": MunicipalFile(
        xlsx(["Project", "Gemeenten"], ["A", "Woerden, Nuenen"], ["B", "Nuenen, Gerwen en Nederwetten"]),
        "new new",
        values={2: {"gemeenten": "Nuenen, Gerwen en Nederwetten | Woerden"}},
    ),
    "which Bergen": MunicipalFile(
        xlsx(["Project", "Gemeente"], ["A", "Bergen"], ["B", "Bergen"]),
        "error error",
        problems={"B2": "Bedoelt u Bergen (L) of Bergen (NH)?", "B3": "Bedoelt u"},
    ),
    "doubles": MunicipalFile(
        xlsx(["Project"], ["TAALCAFE"], ["Samen eten"], ["samen eten"], ["Samen eten in Harmelen"]),
        "double new double new",
    ),
    "semicolons of Dutch Excel": MunicipalFile(
        csv("Project;Budget;Actief\r\nA;€ 1.250,-;WAAR\r\n"),
        "new",
        name="lijst.csv",
        values={2: {"kosten eenmalig": "€ 1.250,-"}},
        notes={2: "Actief: ja"},
    ),
    "commas": MunicipalFile(
        csv('Project,Doelgroep\n"A, B",Statushouders\n'),
        "new",
        name="lijst.csv",
        values={2: {"titel": "A, B", "doelgroepen": "Statushouders"}},
    ),
    "tabs": MunicipalFile(
        csv("Project\tStart\nA\t1 maart 2025\n"), "new", "lijst.txt", ["tabs"], values={2: {"sinds": "2025"}}
    ),
    "Windows-1252": MunicipalFile(
        csv("Project;Omschrijving\nA;Café ‘thuis’ €\n", "cp1252"),
        "new",
        "lijst.csv",
        ["Windows-1252", "‘Café’"],
        values={2: {"samenvatting": "Café ‘thuis’ €"}},
    ),
    "titles in a CSV": MunicipalFile(
        csv("Gemeente Woerden;;\n;;\nProject;Start;Kleur\nA;2024;rood\n"),
        "new",
        name="lijst.csv",
        remarks=["Gemeente Woerden"],
        notes={4: "Kleur: rood"},
    ),
    "LibreOffice": MunicipalFile(by_odfdo(), "new", name="lijst.ods", values={2: {"sinds": "2025"}}),
    "LibreOffice with formats": MunicipalFile(
        ods(
            ods_row("Project", "Budget", "Peildatum", "Actief", "FTE")
            + ods_row(
                "A",
                ods_cell("€ 1.250.000", 'office:value-type="currency" office:value="1250000"'),
                ods_cell("mrt-25", 'office:value-type="date" office:date-value="2025-03-01"'),
                ods_cell("WAAR", 'office:value-type="boolean" office:boolean-value="true"'),
                ods_cell("0,5", 'office:value-type="float" office:value="0.5"'),
            )
            + ods_row("B", "", ods_cell("1 mrt", 'office:value-type="date" office:date-value="2025-03-01"'))
        ),
        "new error",
        name="lijst.ods",
        problems={"C3": "niet zeker"},
        values={2: {"kosten eenmalig": "€ 1.250.000", "peildatum": "2025-03", "formatie (fte)": "0,5"}},
        notes={2: "Actief: ja"},
    ),
    "LibreOffice with hidden parts": MunicipalFile(
        ods(
            ods_row("Project", "Start")
            + ods_row("A", "2024")
            + ods_row("B", "2023", attributes=HIDDEN_ROW)
            + ods_row(ods_cell("C", 'table:number-rows-spanned="2"'), ods_cell("", 'table:formula="of:=1+1"'))
            + '<table:table-row table:number-rows-repeated="1048576"><table:table-cell/></table:table-row>',
            styles='<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>',
            others=f'<table:table table:name="Klad" table:style-name="ta2">{ods_row("Project", "Start")}</table:table>',
        ),
        "new error",
        name="lijst.ods",
        remarks=["‘Klad’", "verborgen", ": 3."],
        problems={"B4": "zonder uitkomst"},
    ),
    "costs in words and in a class": MunicipalFile(
        xlsx(
            ["Project", "Kosten", "kosten eenmalig: klasse", "Status", "trefwoorden"],
            ["A", "€ 30.000", "€ 30.000", "Lopend", "sociale huur, wonen"],
            ["B", "weinig", "€ 1 miljoen of meer", "loopt nog", ""],
        ),
        "new error",
        problems={"D3": "loopt nog"},
        values={2: {"kosten eenmalig: klasse": "€ 10.000 tot € 50.000", "trefwoorden": "sociale huur | wonen"}},
    ),
}
