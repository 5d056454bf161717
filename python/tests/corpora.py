"""Generated corpora and the command `griot` for the tests of clusters and pipes."""

import json
import os
import subprocess
from itertools import product
from pathlib import Path

import pytest
from conftest import ROOT

PEOPLE = ["Awa Traoré", "Marc Delmas", "Fatou Diop", "Claire Novak", "Issa Keïta"]
COUNTRIES = ["Mali", "Niger", "Ghana", "Sénégal", "Togo", "Bénin", "Tchad", "Congo"]
TEMPLATES = [
    ("fr", "{person} au {country} {day}."),
    ("fr", "{country} : {person}, {day}."),
    ("en", "{person} left {country} {weekday}."),
    (None, "{person}, {country}, {day}."),
]
DAYS = [("lundi", "Monday"), ("mardi", "Tuesday"), ("hier", "Friday")]
DATES = ["2024-02-29", "2025-07-05", None]

# Records of which no two have the same text and date.
DISTINCT = len(TEMPLATES) * len(PEOPLE) * len(COUNTRIES) * len(DAYS) * len(DATES)


def short_documents(count):
    """`count` short records with unique ids. Texts and dates come again after DISTINCT."""
    kinds = list(product(TEMPLATES, PEOPLE, COUNTRIES, DAYS, DATES))
    for number in range(count):
        (lang, template), person, country, (day, weekday), date = kinds[number % len(kinds)]
        text = template.format(person=person, country=country, day=day, weekday=weekday)
        yield {"id": f"d{number}", "text": text, "lang": lang, "date": date}


def json_lines(records):
    """Records as JSON lines, without the fields that say nothing."""
    said = ({k: v for k, v in record.items() if v is not None} for record in records)
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in said)


def command():
    """The path of the command `griot`: $GRIOT, or a release build."""
    path = Path(os.environ.get("GRIOT", ROOT / "target" / "release" / "griot")).absolute()
    if not path.is_file():
        pytest.skip(f"no command at {path}: cargo build --release, or set GRIOT")
    return str(path)


def extract(*options, lines):
    """The documents that `griot extract` makes of JSON lines on standard input."""
    run = subprocess.run(
        [command(), "extract", "--model", "tiny", *options, "-"],
        input=lines.encode(),
        stdout=subprocess.PIPE,
        check=True,
    )
    return [json.loads(line) for line in run.stdout.splitlines()]
