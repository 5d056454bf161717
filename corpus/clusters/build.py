#!/usr/bin/env python3
"""Builds cases.jsonl from cases.txt. Offsets are bytes of `text` (UTF-8)."""
import json, re, sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
LABELS = {"P": "PERSON", "C": "COUNTRY", "O": "ORG", "D": "DATE", "L": "LOC"}
MARK = re.compile(r"\[\[([^|\]]+)\|([PCODL]\d+)(?:=([^\]]+))?\]\]")

rows = []
for number, line in enumerate((ROOT / "cases.txt").read_text("utf-8").splitlines(), 1):
    if not line.strip() or line.startswith("#"):
        continue
    fields = [field.strip() for field in line.rstrip(" ~").split(" ~ ")]
    lang, source, told = fields if len(fields) == 3 else (*fields, "")
    source = source.replace("\\n", "\n")
    text, mentions, last = b"", [], 0
    for mark in MARK.finditer(source):
        text += source[last:mark.start()].encode()
        surface = mark[1].encode()
        mentions.append({"start": len(text), "end": len(text) + len(surface), "label": LABELS[mark[2][0]],
                         "text": mark[1], "cluster": mark[2], "key": mark[3]})
        text += surface
        last = mark.end()
    text += source[last:].encode()
    names, rows_told, open_told, rules = {}, {}, {}, {}
    for part in filter(None, (part.strip() for part in told.split(";"))):
        if m := re.fullmatch(r"([PCODL]\d+): (.+)", part):
            names[m[1]] = m[2]
        elif m := re.fullmatch(r"(O\d+)@(\S+)", part):
            rows_told[m[1]] = m[2]
        elif m := re.fullmatch(r"(O\d+)\?(\S+)", part):
            open_told[m[1]] = m[2].split(",")
        elif m := re.fullmatch(r"([PCODL]\d+)!(\w+)", part):
            rules[m[1]] = m[2]
        else:
            sys.exit(f"cases.txt:{number}: {part!r}")
    order = list(dict.fromkeys(mention["cluster"] for mention in mentions))
    clusters = []
    for cluster in order:
        surfaces = {mention["text"] for mention in mentions if mention["cluster"] == cluster}
        if cluster not in names and len(surfaces) > 1:
            sys.exit(f"cases.txt:{number}: {cluster} needs a name: {surfaces}")
        clusters.append({"name": names.get(cluster, min(surfaces)), "organisation": rows_told.get(cluster),
                         "open": open_told.get(cluster, []), "rule": rules.get(cluster)})
    for mention in mentions:
        mention["cluster"] = order.index(mention["cluster"])
    rows.append({"id": f"case-{number}", "lang": lang, "text": text.decode(), "mentions": mentions, "clusters": clusters})
(ROOT / "cases.jsonl").write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
print(len(rows), "documents,", sum(len(row["mentions"]) for row in rows), "mentions,", sum(len(row["clusters"]) for row in rows), "clusters")
