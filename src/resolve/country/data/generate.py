#!/usr/bin/env python3
"""Write the country tables: generate.py OUT_DIR, from data/*.txt beside it and CLDR's names.

The French and English names of territories are CLDR's as Babel carries them (Unicode
License V3, https://www.unicode.org/license.txt); codes, capitals, variants and demonyms are
this project's own files. Writes countries_data.rs, names_data.rs and demonyms_data.rs.
With --check, writes nothing and fails where the files on disk differ.
"""

import argparse
import pathlib
import sys

import babel

DATA = pathlib.Path(__file__).resolve().parent
HEAD = "// Written by data/generate.py (names: CLDR through Babel %s, Unicode License V3). Do not edit.\n"
LANGS = {"fr": "Lang::Fr", "en": "Lang::En"}
CLASSES = {"n": "Name", "o": "Old", "a": "Acronym", "t": "Sport", "p": "Part"}


def rows(name):
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield [part.strip() for part in line.split("|")]


def split(cell):
    return [part.strip() for part in cell.split(";") if part.strip()]


def quote(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def optional(text):
    return "None" if text == "-" else f"Some({quote(text)})"


def plain(name):
    """CLDR's typographic apostrophe and spaced hyphen as the product writes them."""
    return name.replace("\u2019", "'").replace(" - ", "-").replace("\u00a0", " ")


def countries():
    """Code to row, in the order of the table: the living by alpha-2, the former by 3166-3."""
    table = {}
    for codes, capitals in rows("countries.txt"):
        iso2, iso3, former, kind, sovereign = codes.split()
        pairs = []
        for name in split(capitals):
            shared = name.startswith("?")
            fr, _, en = name.lstrip("?").partition("=")
            pairs.append((fr, en or fr, shared))
        code = iso2 if former == "-" else former
        assert code not in table, code
        table[code] = (iso2, iso3, former, kind, sovereign, pairs)
    return dict(sorted(table.items(), key=lambda item: (len(item[0]), item[0])))


def names(table):
    """Shown names by code and language, and every name as (code, language, class, name)."""
    shown, every = {}, []
    for lang in LANGS:
        cldr = babel.Locale(lang).territories
        for code in table:
            if code in cldr and len(code) == 2:
                shown[code, lang] = plain(cldr[code])
                every.append((code, lang, "Name", plain(cldr[code])))
    for head, cell in rows("variants.txt"):
        code, kind, lang = head.split()
        assert code in table, code
        for one in LANGS if lang == "*" else [lang]:
            for name in split(cell):
                if kind == "d":
                    shown[code, one] = name
                every.append((code, one, CLASSES.get(kind, "Name"), name))
    for code in table:
        for lang in LANGS:
            assert (code, lang) in shown, (code, lang)
    return shown, list(dict.fromkeys(every))


def feminine(word):
    for end, form in (
        ("ien", "ienne"), ("éen", "éenne"), ("yen", "yenne"), ("ton", "tonne"),
        ("ois", "oise"), ("ais", "aise"), ("ain", "aine"), ("an", "ane"), ("in", "ine"),
        ("ol", "ole"), ("and", "ande"), ("ar", "are"),
    ):  # fmt: skip
        if word.endswith(end):
            return word[: -len(end)] + form
    return word


def french(cell):
    for word in split(cell):
        if word == "-" or word.endswith("!"):
            yield word.rstrip("!")
            continue
        masculine, _, given = word.partition("/")
        for form in (masculine, given or feminine(masculine)):
            yield form
            if form[-1] not in "sxz":
                yield form + "s"


def english(cell):
    for word in split(cell):
        yield word.rstrip("+")
        if word.endswith("+"):
            yield word[:-1] + "s"


def demonyms(table):
    every = []
    for code, fr, en in rows("demonyms.txt"):
        assert code in table or code[0] in "?-", code
        for lang, forms in (("fr", french(fr)), ("en", english(en))):
            every += [(code, lang, form) for form in forms if form != "-"]
    return list(dict.fromkeys(every))


def write_countries(table, shown):
    out = ["use super::table::{Capital, Country, Kind};\n\n"]
    out.append("#[rustfmt::skip]\n")
    out.append(f"pub(super) static COUNTRIES: [Country; {len(table)}] = [\n")
    for code, (iso2, iso3, former, kind, sovereign, capitals) in table.items():
        pairs = ", ".join(
            f"Capital {{ fr: {quote(fr)}, en: {quote(en)}, shared: {str(shared).lower()} }}"
            for fr, en, shared in capitals
        )
        out.append(
            f"    Country {{ iso2: {quote(iso2)}, iso3: {quote(iso3)}, iso3166_3: {optional(former)}, "
            f"former: {str(former != '-').lower()}, kind: Kind::{'State' if kind == 'S' else 'Territory'}, "
            f"sovereign: {optional(sovereign)}, name_fr: {quote(shown[code, 'fr'])}, "
            f"name_en: {quote(shown[code, 'en'])}, capitals: &[{pairs}] }},\n"
        )
    out.append("];\n")
    return "".join(out)


def write_names(every):
    out = ["use super::names::{Class, Row};\nuse crate::document::Lang;\n\n"]
    out.append("#[rustfmt::skip]\n")
    out.append(f"pub(super) static NAMES: [Row; {len(every)}] = [\n")
    for code, lang, kind, name in every:
        out.append(f"    Row({quote(code)}, {LANGS[lang]}, Class::{kind}, {quote(name)}),\n")
    out.append("];\n")
    return "".join(out)


def write_demonyms(every):
    out = ["use crate::document::Lang;\n\n"]
    out.append("/// Code, `?` and a group, or `-` for a phrase that is no evidence; language; form.\n")
    out.append("#[rustfmt::skip]\n")
    out.append(f"pub(super) static DEMONYMS: [(&str, Lang, &str); {len(every)}] = [\n")
    for code, lang, form in every:
        out.append(f"    ({quote(code)}, {LANGS[lang]}, {quote(form)}),\n")
    out.append("];\n")
    return "".join(out)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--check", action="store_true")
    args = parser.parse_args()
    table = countries()
    shown, every = names(table)
    files = {
        "countries_data.rs": write_countries(table, shown),
        "names_data.rs": write_names(every),
        "demonyms_data.rs": write_demonyms(demonyms(table)),
    }
    stale = []
    for name, body in files.items():
        text = HEAD % babel.__version__ + body
        path = args.out / name
        if args.check:
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                stale.append(name)
        else:
            path.write_text(text, encoding="utf-8")
    if stale:
        sys.exit(f"stale: {', '.join(stale)}")


if __name__ == "__main__":
    main()
