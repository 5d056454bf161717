"""Mutated files of every format between two good ones: no crash, the good ones are read, and every record
of the bad one is either read or rejected."""

import gzip
import json

from common import Group, corpus, crashed, extract, run

HTML = """<!DOCTYPE html><html lang="fr"><head><title>Le Mali vote</title>
<meta property="article:published_time" content="2025-07-05"></head><body><nav><a href="/">Accueil</a></nav>
<article><h1>Le Mali vote</h1>""" + "".join(
    f"<p>Le général Moussa {n} a quitté Bamako lundi pour le sommet de l’ONU, au Niger, &eacute;t&eacute; {n}.</p>"
    for n in range(12)
) + "</article><table><tr><td>fin</td></tr></table></body></html>"


def samples(group):
    """Good files, by the ending of their names; Parquet and zst are griot's own, with the texts."""
    lines = group.root / "sample.jsonl"
    corpus(lines, 12, seed=3)
    found = {"jsonl": lines.read_bytes(), "html": HTML.encode()}
    found["jsonl.gz"] = gzip.compress(found["jsonl"], mtime=0)
    rows = [json.loads(line) for line in lines.read_text(encoding="utf-8").splitlines()]
    table = "id,text\r\n" + "".join(f'{row["id"]},"{row["text"]} ""là"""\r\n' for row in rows)
    found["csv"] = table.encode()
    found["txt"] = rows[0]["text"].encode() * 20
    for ending in ("jsonl.zst", "parquet"):
        path = group.root / f"sample-made.{ending}"
        code, _, told = run(extract(lines, "--include-text", "-o", path))
        if code != 0:
            raise SystemExit(f"a sample could not be made: {told}")
        found[ending] = path.read_bytes()
    return found


def mutated(draw, data, others):
    """A few faults in some bytes: flipped bits, other bytes, cuts, repeats, a piece of another file."""
    data = bytearray(data)
    for _ in range(draw.choice([1, 1, 2, 5, 20])):
        if not data:
            break
        at = draw.randrange(len(data))
        length = draw.choice([1, 4, 64, 1024])
        kind = draw.randrange(6)
        if kind == 0:
            data[at] ^= 1 << draw.randrange(8)
        elif kind == 1:
            data[at] = draw.choice([0, 10, 13, 34, 60, 127, 128, 255])
        elif kind == 2:
            del data[at:]
        elif kind == 3:
            del data[at : at + length]
        elif kind == 4:
            data[at:at] = data[at : at + length] * draw.choice([1, 2, 50])
        else:
            other = draw.choice(others)
            start = draw.randrange(len(other))
            data[at:at] = other[start : start + length]
    return bytes(data)


def account(ending, data, read, rejected):
    """What is missing from the records of a mutated file."""
    if ending != "jsonl":
        whole = ending in ("txt", "html") and data.strip()
        return "neither read nor rejected" if whole and read + rejected == 0 else None
    # Lines end in a line feed; a byte order mark or a carriage return changes that.
    marks = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")
    if b"\r" in data or b"\0" in data or data.startswith(marks):
        return None
    expected = sum(1 for line in data.split(b"\n") if line.strip(b" \t\x0b\x0c"))
    if read + rejected == expected:
        return None
    return f"{expected} records, {read} read and {rejected} rejected"


group = Group("mutations")
good = samples(group)
for n in range(group.count):
    ending = list(good)[n % len(good)]
    data = mutated(group.random, good[ending], list(good.values()))
    place = group.place()
    for name in ("before", "after"):
        record = {"id": name, "text": "Moussa le Mali le Niger. Il est là."}
        (place / f"{name}.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    bad = place / f"bad.{ending}"
    bad.write_bytes(data)
    rejects_file = place / "rejects.jsonl"
    files = [place / "before.jsonl", bad, place / "after.jsonl"]
    code, output, told = run(extract(*files, "--rejects", rejects_file))
    fault = None
    if crashed(code) or code not in (0, 1):
        fault = f"ended with {code}: {told.strip()[:300]}"
    else:
        try:
            lines = [json.loads(line) for line in output.splitlines()]
            rejected = rejects_file.read_bytes() if rejects_file.exists() else b""
            rejects = [json.loads(line) for line in rejected.splitlines()]
        except ValueError as error:
            fault = f"a line of the output is not JSON: {error}"
        else:
            ids = [line["id"] for line in lines]
            if ids[:1] != ["before"] or ids[-1:] != ["after"]:
                fault = "the document before or after it is lost"
            elif (code == 1) != bool(rejects):
                fault = f"ended with {code} and has {len(rejects)} rejects"
            else:
                fault = account(ending, data, len(lines) - 2, len(rejects))
    group.judge(place, ending, fault)
group.end()
