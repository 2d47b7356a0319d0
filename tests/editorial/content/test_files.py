"""Reading content files: what is no text, no CSV or no JSON stops the load, with file and line named."""

import pytest

from editorial.content.files import ContentError, read_kind
from editorial.content.kinds import KINDS

OF_KIND = {kind.name: kind for kind in KINDS}


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("places.csv", "place\nSúdwest".encode("latin-1"), "geen leesbare tekst in UTF-8"),
        ("municipalities.csv", "code\nSúdwest".encode("latin-1"), "geen leesbare tekst in UTF-8"),
        ("places.csv", b"place\n" + b"x" * 200_000, "rij 2: dit is geen leesbare CSV"),
        ("themes.csv", b"code\nT01", "een CSV kan hier niet"),
        ("themes.jsonl", b'{"code": "T01"}\n{"code": "T02", "name": "\xe9"}', "geen leesbare tekst in UTF-8"),
        ("themes.jsonl", b'{"code": "T01"}\n{"code": ', "rij 2: dit is geen leesbare JSON"),
        ("themes.yaml", b"- code: \xe9", "geen leesbare YAML"),
    ],
)
def test_a_file_that_cannot_be_read(tmp_path, name, content, message):
    (tmp_path / name).write_bytes(content)

    with pytest.raises(ContentError, match=f"{name}: .*{message}"):
        read_kind(OF_KIND[name.partition(".")[0]], tmp_path)


def test_a_rare_line_break_ends_no_record(tmp_path):
    (tmp_path / "themes.jsonl").write_text('{"code": "T01", "name": "een\u2028twee\x85drie"}\n', encoding="utf-8")
    [record] = read_kind(OF_KIND["themes"], tmp_path).values()

    assert record.values["name"] == "een\ntwee\ndrie"
