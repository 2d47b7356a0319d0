"""The formats of the files; each is written as it goes: a hundred thousand rows take no more memory than ten."""

import json
from tempfile import TemporaryFile

from django.http import FileResponse, StreamingHttpResponse
from django.utils import timezone
from openpyxl import Workbook

from core.csv_files import cell, csv_response
from core.http import as_download
from core.licence import LICENCE_NAME
from core.sheets import XLSX
from initiatives.exports.csv_export import table_of
from opendata.schemas import KINDS

from .tables import DICTIONARY_HEADER, Table, dictionary, header_of, records, row_of

MAX_SHEET_NAME = 31  # characters, in Excel


def csv_file(name, file_name, keys, own_slug=""):
    """A selection as CSV.

    Args: name, of the kind of record; file_name, without date and extension; keys, an iterator of primary keys, in
        order; own_slug, of the reader's municipality. That of initiatives has the columns that it always had.
    """
    if name == "initiatieven":
        return csv_response(file_name, *table_of(keys, own_slug))
    table = Table(name, keys, own_slug)
    return csv_response(file_name, table.header, (row for _record, row in table.rows()))


def xlsx_file(name, file_name, keys, own_slug=""):
    """A selection as a workbook, with a sheet for each kind of part, and one that explains the fields."""
    table, workbook = Table(name, keys, own_slug, with_parts=True), Workbook(write_only=True)
    main = _sheet(workbook, name.capitalize(), table.header)
    sheets = {
        part: (_sheet(workbook, part, ["code", *header_of(schema, schema.model_fields)]), list(schema.model_fields))
        for part, schema in table.parts.items()
    }
    for record, row in table.rows():
        main.append([cell(value) for value in row])
        for part, (sheet, names) in sheets.items():
            for each in getattr(record, part):
                sheet.append([cell(value) for value in [record.code, *row_of(each, names)]])
    explanation = _sheet(workbook, "Uitleg", DICTIONARY_HEADER)
    for row in dictionary():
        explanation.append([cell(value) for value in row])
    file = TemporaryFile()  # noqa: SIM115 - the response closes it
    workbook.save(file)
    file.seek(0)
    return as_download(FileResponse(file, content_type=XLSX), f"{file_name}-{_today()}.xlsx")


def _sheet(workbook, title, header):
    sheet = workbook.create_sheet(title[:MAX_SHEET_NAME])
    sheet.freeze_panes = "A2"
    sheet.append([cell(value) for value in header])
    return sheet


def json_file(name, file_name, keys, own_slug=""):
    """A selection as one JSON document, with all parts within their record."""
    response = StreamingHttpResponse(_json(name, keys), content_type="application/json")
    return as_download(response, f"{file_name}-{_today()}.json")


def _json(name, keys):
    head = json.dumps({"licentie": LICENCE_NAME, "gemaaktOp": _today()}, ensure_ascii=False)
    yield f'{head[:-1]}, "{name}": ['
    mark = "\n"
    for record in records(KINDS[name], keys):
        yield mark + record.model_dump_json(by_alias=True)
        mark = ",\n"
    yield "\n]}\n"


def jsonl_file(name, file_name, keys, own_slug=""):
    """A selection as JSON Lines: a record on each line."""
    lines = (record.model_dump_json(by_alias=True) + "\n" for record in records(KINDS[name], keys))
    response = StreamingHttpResponse(lines, content_type="application/jsonl")
    return as_download(response, f"{file_name}-{_today()}.jsonl")


def _today():
    return timezone.localdate().isoformat()


WRITERS = {"csv": csv_file, "xlsx": xlsx_file, "json": json_file, "jsonl": jsonl_file}
