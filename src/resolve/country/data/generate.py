#!/usr/bin/env python3
# /// script
# dependencies = ["babel==2.18.0"]
# ///
"""Write cldr.txt and demonym_forms.txt, beside this program.

cldr.txt holds the French and English names of the territories of countries.txt, as Babel carries
them from CLDR (Unicode License V3, https://www.unicode.org/license.txt). demonym_forms.txt holds
the words of demonyms.txt with their feminines and plurals.
"""

import argparse
import difflib
import itertools
import pathlib
import sys

import babel

BABEL = "2.18.0"
DATA = pathlib.Path(__file__).resolve().parent
LANGS = ("en", "fr")
CLDR_HEAD = f"""\
# Names of countries from CLDR, through Babel {BABEL} (Unicode License V3,
# https://www.unicode.org/license.txt). Written by generate.py: do not edit it, add to variants.txt.
#
# code | language, * for both | name
[shown]
"""
FORMS_HEAD = """\
# Adjectives and names of peoples in all their forms. Written by generate.py: do not edit it,
# change demonyms.txt.
#
# code | form | form ...
"""


def rows(name):
    """Section and fields of each entry."""
    section = ""
    for line in (DATA / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("#"):
            yield section, [part.strip() for part in line.split("|")]


def plain(name):
    """A name with plain apostrophes, hyphens without spaces, and plain spaces."""
    return name.replace("\u2019", "'").replace(" - ", "-").replace("\u00a0", " ")


def cldr():
    if babel.__version__ != BABEL:
        sys.exit(f"Babel {babel.__version__} is here, {BABEL} is needed: names differ between versions")
    names = {lang: babel.Locale(lang).territories for lang in LANGS}
    lines = []
    for section, (code, *_) in rows("countries.txt"):
        if section != "living":
            continue
        found = {lang: plain(names[lang][code]) for lang in LANGS if code in names[lang]}
        if len(found) == 2 and found["fr"] == found["en"]:
            found = {"*": found["fr"]}
        lines += [f"{code} | {lang} | {name}\n" for lang, name in found.items()]
    return CLDR_HEAD + "".join(sorted(lines))


def feminine(word):
    for end, form in (
        ("ien", "ienne"), ("éen", "éenne"), ("yen", "yenne"), ("ton", "tonne"),
        ("ois", "oise"), ("ais", "aise"), ("ain", "aine"), ("an", "ane"), ("in", "ine"),
        ("ol", "ole"), ("and", "ande"), ("ar", "are"),
    ):  # fmt: skip
        if word.endswith(end):
            return word[: -len(end)] + form
    return word


def french(word):
    if word.endswith("!"):
        yield word.rstrip("!")
        return
    masculine, _, given = word.partition("/")
    for form in (masculine, given or feminine(masculine)):
        yield form
        if form[-1] not in "sxz":
            yield form + "s"


def english(word):
    yield word.rstrip("+")
    if word.endswith("+"):
        yield word[:-1] + "s"


def demonym_forms():
    text = FORMS_HEAD
    every = sorted(rows("demonyms.txt"), key=lambda row: row[0])
    for section, group in itertools.groupby(every, key=lambda row: row[0]):
        build = {"fr": french, "en": english}[section]
        lines = []
        for _, (code, *words) in group:
            forms = dict.fromkeys(form for word in words for form in build(word))
            lines.append(" | ".join([code, *forms]) + "\n")
        text += f"\n[{section}]\n" + "".join(sorted(lines))
    return text


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail where a file differs")
    check = parser.parse_args().check
    stale = False
    for name, text in (("cldr.txt", cldr()), ("demonym_forms.txt", demonym_forms())):
        path = DATA / name
        old = path.read_text(encoding="utf-8") if path.exists() else ""
        if not check:
            path.write_text(text, encoding="utf-8")
        elif old != text:
            stale = True
            lines = (old.splitlines(), text.splitlines())
            diff = difflib.unified_diff(*lines, name, f"{name}, as generate.py writes it", lineterm="", n=0)
            print(*itertools.islice(diff, 20), sep="\n", file=sys.stderr)
    if stale:
        sys.exit("generate.py would write other files: run it, and commit what it writes")


if __name__ == "__main__":
    main()
