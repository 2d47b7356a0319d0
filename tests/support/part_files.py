"""Files of municipalities with results, partners, frameworks, costs and a contact, all made up."""

import datetime

from openpyxl import load_workbook

from .municipal_files import MunicipalFile
from .sheet_builders import csv, io, ods, ods_cell, ods_row, workbook

RESULTS = ["initiatief", "waarde", "eenheid", "definitie", "periode", "bron"]
GOOD = ["72%", "deelnemers", "Wie na een jaar werk had.", "2025", "PUB-7"]
SHOWN = "72% · deelnemers · Wie na een jaar werk had. · 2025 · PUB-7"


def _odd_cells():
    """A percentage and a date that are numbers to Excel, a line that is hidden, and a cell merged downwards."""
    lines = [["Overzicht van de cijfers"], [], ["Project", "Resultaat", "Eenheden", "Omschrijving", "Jaar", "Bronnen"]]
    lines += [["Samen eten", 0.72, *GOOD[1:]], ["Samen eten", "9", *GOOD[1:]]]
    lines.append(["Fietsles", "30", "fietsers", "Wie les kreeg.", datetime.datetime(2025, 3, 1), "PUB-7"])
    lines.append([None, "12", "fietsers", "Wie slaagde.", "2025", "https://bron.example/zeven"])
    book = load_workbook(io.BytesIO(workbook(Lijst=[["Project"], ["Samen eten"], ["Fietsles"]], Cijfers=lines)))
    sheet = book["Cijfers"]
    sheet["B4"].number_format, sheet["E6"].number_format = "0%", "mmm-yy"
    sheet.row_dimensions[5].hidden = True
    sheet.merge_cells("A6:A7")
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _table(name, *rows):
    return f'<table:table table:name="{name}">{"".join(rows)}</table:table>'


PART_FILES = {
    "results and partners": MunicipalFile(
        workbook(
            Initiatieven=[["code", "titel"], ["", "Samen eten"], ["W-2", "Fietsles"], ["", "Zonder"]],
            Resultaten=[RESULTS, ["samen eten", *GOOD], ["W-2", *GOOD], ["w-2", "30", *GOOD[1:]]],
            Partners=[
                ["initiatief", "naam", "rol", "organisatie in het portaal"],
                ["Samen eten", "De Buurtkamer", "Kookt", "Stichting Buurtkamer"],
            ],
        ),
        "new new new",
        values={
            2: {"resultaat 1": SHOWN, "resultaat 2": None, "partner 1": "De Buurtkamer · Kookt · Stichting Buurtkamer"},
            3: {"resultaat 1": SHOWN, "resultaat 2": SHOWN.replace("72%", "30"), "partner 1": None},
            4: {"resultaat 1": None},
        },
    ),
    "a result that is not explained": MunicipalFile(
        workbook(
            Initiatieven=[["titel"], ["Samen eten"], ["Fietsles"]],
            Resultaten=[
                RESULTS,
                ["Samen eten", "72%", "deelnemers", "", "", None],
                ["Fietsles", *GOOD[:-1], "PUB-99"],
                ["Fietsles", "x" * 61, *GOOD[1:]],
            ],
        ),
        "error error",
        problems={
            "Resultaten!D2": "Vul ‘definitie’ in.",
            "Resultaten!E2": "Vul ‘periode’ in.",
            "Resultaten!F2": "Vul ‘bron’ in.",
            "Resultaten!F3": "‘PUB-99’ kennen wij niet",
            "Resultaten!B4": "60 tekens",
        },
    ),
    "lines that belong to nothing": MunicipalFile(
        workbook(
            Initiatieven=[["titel", "gemeenten"], ["Samen eten", "Woerden"], ["Samen eten", "Nuenen"]],
            Partners=[["initiatief", "naam"], ["Samen eten", "A"], ["Elders", "B"], ["", "C"]],
        ),
        "new new error error error",
        problems={
            "Partners!A2": "staat vaker op het eerste blad",
            "Partners!A3": "‘Elders’ staat niet op het eerste blad",
            "Partners!A4": "Schrijf hier de titel of de code",
        },
    ),
    "own names, odd cells": MunicipalFile(
        _odd_cells(),
        "new new",
        remarks=["Blad ‘Cijfers’", "Overzicht van de cijfers", "verborgen", ": 5.", "samengevoegde cellen", "A6"],
        values={
            2: {"resultaat 1": SHOWN, "resultaat 2": None},
            3: {
                "resultaat 1": "30 · fietsers · Wie les kreeg. · 2025-03 · PUB-7",
                "resultaat 2": "12 · fietsers · Wie slaagde. · 2025 · PUB-7",
            },
        },
    ),
    "costs, contact, frameworks and partners beside the title": MunicipalFile(
        workbook(
            Lijst=[
                ["Project", "Kosten", "Dekking", "E-mail", "Afdeling", "Samenwerkingspartners", "kaders", "Kleur"],
                [
                    "A",
                    "€ 30.000",
                    "Rijk",
                    "team@woerden.example",
                    "Sociaal",
                    "COA | Kerk; Bieb",
                    "Spreidingswet",
                    "rood",
                ],
                ["B", "", "", "geen", "", "", "Wet op de maan", ""],
            ]
        ),
        "new error",
        problems={"D3": "mailadres", "G3": "‘Wet op de maan’ kennen wij niet"},
        values={
            2: {
                "kosten eenmalig": "€ 30.000",
                "wie betaalt": "Rijk",
                "contact: postbus": "team@woerden.example",
                "partner 1": "COA",
                "partner 3": "Bieb",
                "kaders": "Spreidingswet",
            }
        },
        notes={2: "Kleur: rood"},
    ),
    "one result in a CSV": MunicipalFile(
        csv(
            "titel;kosten per jaar;resultaat: waarde;resultaat: getal;resultaat: eenheid;resultaat: definitie;"
            "resultaat: periode;resultaat: bron;resultaat: soort resultaat\n"
            "A;€ 5.000;1.250,5;1.250,5;uren;Wat vrijwilligers deden.;2025;PUB-7;Inzet: plekken, geld of mensen\n"
            "B;;72%;;;;;;\nC;;;veel;uren;Wat.;2025;PUB-7;\n"
        ),
        "new error error",
        name="lijst.csv",
        problems={"F3": "Vul ‘definitie’ in.", "D4": "is geen getal", "C4": "Vul ‘waarde’ in."},
        values={
            2: {
                "resultaat 1": "Inzet: plekken, geld of mensen · 1.250,5 · 1250,50 · uren · Wat vrijwilligers deden. "
                "· 2025 · PUB-7"
            }
        },
    ),
    "results in LibreOffice, and a sheet of something else": MunicipalFile(
        ods(
            ods_row("Project", "Start") + ods_row("Samen eten", "2024") + ods_row("Fietsles", ""),
            others=_table("Klad", ods_row("Boodschappen", "Prijs"), ods_row("Brood", "3"))
            + _table(
                "Resultaten",
                ods_row(*RESULTS, "Kleur"),
                ods_row(
                    "Fietsles",
                    ods_cell("72%", 'office:value-type="percentage" office:value="0.72"'),
                    *GOOD[1:],
                    "rood",
                ),
                ods_row("Samen eten", ods_cell("", 'table:formula="of:=1+1"'), *GOOD[1:]),
            ),
        ),
        "error new",
        name="lijst.ods",
        remarks=["alleen de bladen ‘Blad1’, ‘Resultaten’", "‘Klad’"],
        problems={"Resultaten!B3": "zonder uitkomst"},
        values={3: {"resultaat 1": SHOWN}},
        notes={3: "Resultaten, Kleur: rood"},
    ),
}
