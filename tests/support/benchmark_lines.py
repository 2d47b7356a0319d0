"""Records in the format of the benchmark generator; no test runs the generator itself."""

import json


def line(number, **values):
    """A record as the generator writes it."""
    return {
        "id": number,
        "slug": f"taalcoach-{number}",
        "title": "Taalcoach voor statushouders",
        "summary": "Wat, voor wie en waar.",
        "body": "Eerst dit.\n\nDan dat.",
        "municipality": "Den Haag",
        "themes": ["opvang"],
        "status": "lopend",
        "target_groups": ["statushouders"],
        "tags": ["taal", "buddy"],
        "year": 2021,
        "published": "2024-12-22",
        **values,
    }


def lines(folder, *records):
    """Write records, or texts as they are, as the lines of a file; returns its path."""
    path = folder / "proef.jsonl"
    texts = [record if isinstance(record, str) else json.dumps(record, ensure_ascii=False) for record in records]
    path.write_text("".join(f"{text}\n" for text in texts), encoding="utf-8")
    return path
