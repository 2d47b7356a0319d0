"""Reading the files of `fixtures/`; an error names the file, the record and the field."""

import csv
import json
from dataclasses import dataclass
from pathlib import Path

import yaml
from django.utils.text import slugify
from django.utils.translation import gettext as _

from core.text import UnreadableText, clean, map_texts, readable

POPULATION_YEAR = 2026
REQUIRED_OF_PLACE = ["municipality", "place", "lat", "lon"]
PLACE_COLUMNS = [*REQUIRED_OF_PLACE, "other_meaning"]
BOUNDS = {"lat": (50.7, 53.7), "lon": (3.2, 7.3)}  # of the Netherlands, in degrees


class ContentError(Exception):
    """Error in a record, in one line for an editor."""

    def __init__(self, problem, file, record="", field=""):
        place = [str(file), str(record), _("veld %s") % field if field else ""]
        super().__init__(": ".join([part for part in place if part] + [str(problem)]))


@dataclass(frozen=True)
class FileRecord:
    """A record as it stands in a file."""

    file: str
    key: str
    values: dict

    def error(self, problem, field=""):
        """A ContentError about this record."""
        return ContentError(problem, self.file, self.key, field)


def read_kind(kind, folder):
    """All records of a kind.

    Args: kind, a `ContentKind`; folder, the path of the fixtures.
    Returns: a dict from key to `FileRecord`, in the order of the files.
    Raises: ContentError for an unreadable file, a record without a key, or a key that occurs twice.
    """
    records = {}
    paths = sorted(Path(folder).glob(f"{kind.name}.*")) + sorted(Path(folder).glob(f"{kind.name}-*.*"))
    for path in paths:
        rows = _reader(kind, path)(path)
        for number, values in enumerate(rows, start=1):
            key = values.get(kind.key) if isinstance(values, dict) else None
            if not isinstance(key, str) or not key:
                raise ContentError(_("er is geen kenmerk (%s).") % kind.key, path.name, _("record %d") % number)
            values = _cleaned_record(values, path.name, key)
            key = values[kind.key]
            if key in records:
                raise ContentError(_("dit kenmerk komt twee keer voor."), path.name, key, kind.key)
            records[key] = FileRecord(path.name, key, values)
    if not records and not kind.optional and not any(path.suffix == ".jsonl" for path in paths):
        raise ContentError(_("er zijn geen records."), f"{kind.name}.yaml")
    return records


def _reader(kind, path):
    """The function that reads a file of a kind; raises ContentError when there is none for a CSV of it."""
    if path.suffix != ".csv":
        return ROWS.get(path.suffix, yaml_rows)
    if kind.name not in CSV_ROWS:
        raise ContentError(_("een CSV kan hier niet. Gebruik YAML."), path.name)
    return CSV_ROWS[kind.name]


def _cleaned_record(values, file, key):
    """The values of a record with every text in them cleaned, however deep; raises ContentError."""
    cleaned = {}
    for field, value in values.items():
        try:
            cleaned[field] = map_texts(clean, value)
        except UnreadableText as error:
            raise ContentError(error, file, readable(key), field) from error
    return cleaned


def yaml_rows(path):
    """The list of records in a YAML file; raises ContentError when it is something else."""
    try:
        rows = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ContentError(_("dit is geen leesbare YAML: %s") % " ".join(str(error).split()), path.name) from error
    if not isinstance(rows, list):
        raise ContentError(_("hier hoort een lijst van records te staan."), path.name)
    return rows


def json_rows(path):
    """The records of a dump, one on each line; raises ContentError with the number of the line."""
    for number, line in enumerate(_lines(path), start=1):
        try:
            yield json.loads(line)
        except ValueError as error:
            raise ContentError(_("dit is geen leesbare JSON: %s") % error, path.name, _("rij %d") % number) from error


def _lines(path):
    """The lines of a text in UTF-8, with their ends; raises ContentError when it is none."""
    with path.open(encoding="utf-8", newline="") as file:
        try:
            yield from file
        except UnicodeDecodeError as error:
            raise ContentError(_("dit is geen leesbare tekst in UTF-8: %s") % error, path.name) from error


def _csv_rows(path):
    """The rows of a CSV, as dicts; raises ContentError with the number of the line."""
    rows = csv.DictReader(_lines(path))
    try:
        yield from rows
    except csv.Error as error:
        line = _("rij %d") % (rows.line_num + 1)
        raise ContentError(_("dit is geen leesbare CSV: %s") % error, path.name, line) from error


def municipality_rows(path):
    """The municipalities of CBS and Kadaster, one a row; population on 1 January of `POPULATION_YEAR`."""
    for row in _csv_rows(path):
        try:
            yield {
                "code": row["code"],
                "slug": slugify(row["name"].replace("'", "")),
                "name": row["name"],
                "official_name": row["official_name"],
                "province": slugify(row["province"]),
                "population": int(row["population_2026"]),
                "population_year": POPULATION_YEAR,
                "latitude": float(row["lat"]),
                "longitude": float(row["lon"]),
                "tile_column": int(row["tile_column"]),
                "tile_row": int(row["tile_row"]),
                "neighbours": row["neighbours"].split(),
                "other_names": [_other_name(name) for name in row["other_names"].split(";") if name],
            }
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise ContentError(_("deze rij klopt niet: %s") % error, path.name, row.get("code")) from error


def _other_name(text):
    """A name alone; or "Uden:2022:FUS-02", of what merged, with the year and the publication that says so."""
    name, *merger = text.split(":")
    if not merger:
        return name
    year, publication = merger
    return {"name": name, "merged_year": int(year), "publication": publication}


def place_rows(path):
    """The villages and districts of GeoNames, one a row; raises ContentError with the row and the column."""
    for number, row in enumerate(_csv_rows(path), start=2):
        cells, line = {column: (row.get(column) or "").strip() for column in PLACE_COLUMNS}, _("rij %d") % number
        if missing := [column for column in REQUIRED_OF_PLACE if not cells[column]]:
            raise ContentError(_("hier hoort iets te staan."), path.name, line, missing[0])
        if cells["other_meaning"] not in {"", "1"}:
            raise ContentError(_("hier hoort een 1 te staan, of niets."), path.name, line, "other_meaning")
        yield {
            "slug": slugify(f"{cells['place']} {cells['municipality']}"),
            "municipality": cells["municipality"],
            "name": cells["place"],
            "latitude": _degrees(cells, "lat", path, line),
            "longitude": _degrees(cells, "lon", path, line),
            "has_other_meaning": cells["other_meaning"] == "1",
        }


def _degrees(cells, column, path, line):
    """A coordinate within the Netherlands."""
    lowest, highest = BOUNDS[column]
    try:
        degrees = float(cells[column])
    except ValueError as error:
        raise ContentError(_("‘%s’ is geen getal.") % cells[column], path.name, line, column) from error
    if not lowest <= degrees <= highest:
        raise ContentError(_("‘%s’ ligt niet in Nederland.") % cells[column], path.name, line, column)
    return degrees


ROWS = {".jsonl": json_rows}
CSV_ROWS = {"municipalities": municipality_rows, "places": place_rows}
