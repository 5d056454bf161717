"""Values given by `dateparser` and Duckling on phrases.jsonl, beside ours.

    python3 -m venv /tmp/peers && /tmp/peers/bin/pip install dateparser==1.5.0
    (cd duckling && cargo build --release)
    /tmp/peers/bin/python peers.py [OURS.jsonl]

OURS.jsonl holds one `{"id", "value"}` a line. What a peer answers is written in our terms: a
date cut to its grain (day, week, month, quarter, year, decade), an interval by its two ends.
Open ends (`2019/..`) and modifiers are left out of the comparison, since a peer sees the span
alone. A document without a date gives the peers 2000-01-01, and only phrases that have a value
count. `lenient` also takes an answer finer than the gold that lies in it. dateparser is told to prefer the past; Duckling has no such setting and prefers the future.
"""

import datetime
import json
import pathlib
import re
import subprocess
import sys
import warnings

warnings.filterwarnings("ignore")
HERE = pathlib.Path(__file__).parent


def core(value):
    """A gold value without its open end."""
    return re.sub(r"^\.\./|/\.\.$", "", value)


def cut(day, grain):
    """A date cut to a grain, in EDTF."""
    if grain == "week":
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}"
    if grain == "quarter":
        return f"{day.year:04}-{33 + (day.month - 1) // 3}"
    if grain == "year":
        return f"{day.year:04}"
    if grain == "month":
        return f"{day.year:04}-{day.month:02}"
    if grain == "decade":
        return f"{day.year // 10:03}X"
    return day.isoformat()


def inside(value, gold):
    """The value is the gold one or, more finely written, lies in it (`2000-07` in `2000`)."""
    if value is None or value == gold or "/" in gold:
        return value == gold
    first = value.split("/")[0]
    if "W" in gold and re.fullmatch(r"\d{4}-\d\d-\d\d", first):
        return cut(datetime.date.fromisoformat(first), "week") == gold
    return first.startswith(gold.rstrip("X"))


def with_dateparser(rows):
    from dateparser.date import DateDataParser

    parsers = {}
    for row in rows:
        base = datetime.datetime.fromisoformat(row["date"] or "2000-01-01")
        key = (row["lang"], base)
        if key not in parsers:
            settings = {
                "RELATIVE_BASE": base,
                "PREFER_DATES_FROM": "past",
                "PREFER_DAY_OF_MONTH": "first",
                "DATE_ORDER": "DMY",
                "RETURN_TIME_AS_PERIOD": False,
            }
            parsers[key] = DateDataParser(languages=[row["lang"]], settings=settings)
        data = parsers[key].get_date_data(row["span"])
        yield cut(data.date_obj.date(), data.period) if data.date_obj else None


def with_duckling(rows, binary):
    lines = "\n".join(json.dumps({k: r[k] for k in ("lang", "span", "date")}) for r in rows)
    out = subprocess.run([binary], input=lines, capture_output=True, text=True, check=True).stdout
    for line in out.splitlines():
        yield of_duckling(json.loads(line))


def point(value):
    inner = next(iter(value.values()))
    when = datetime.datetime.fromisoformat(inner["value"].replace("Z", "+00:00"))
    return when, inner["grain"].lower()


def of_duckling(value):
    if value is None:
        return None
    kind, body = next(iter(value.items()))
    if kind == "Single":
        when, grain = point(body["value"])
        return cut(when.date(), grain if grain not in ("hour", "minute", "second") else "day")
    if not body["from"] or not body["to"]:
        end = body["from"] or body["to"]
        when, grain = point(end)
        return cut(when.date(), grain)
    (start, grain), (end, _) = point(body["from"]), point(body["to"])
    days = (end - start).days
    if grain in ("hour", "minute", "second"):
        if start.weekday() == 4 and 1 < days < 4:
            saturday = start.date() + datetime.timedelta(days=1)
            return f"{saturday}/{saturday + datetime.timedelta(days=1)}"
        return start.date().isoformat()
    if 85 <= days <= 95:
        return f"{start.year:04}-{20 + {3: 1, 6: 2, 9: 3, 12: 4}.get(start.month, 0)}"
    # The end is left out of Duckling's intervals.
    last = end.date() - datetime.timedelta(days=1)
    return f"{cut(start.date(), grain)}/{cut(last, grain)}"


def main():
    rows = [json.loads(line) for line in (HERE / "phrases.jsonl").open(encoding="utf-8")]
    rows = [r for r in rows if r["value"]]
    for row in rows:
        row["span"] = row["text"][row["start"] : row["end"]]
    systems = {"dateparser": list(with_dateparser(rows))}
    binary = HERE / "duckling/target/release/duckling-peer"
    if binary.exists():
        systems["duckling"] = list(with_duckling(rows, binary))
    if len(sys.argv) > 1:
        ours = {}
        for line in open(sys.argv[1], encoding="utf-8"):
            row = json.loads(line)
            ours[row["id"]] = row["value"] and core(row["value"])
        systems["ours"] = [ours.get(r["id"]) for r in rows]
    print(f"{'value, of ' + str(len(rows)):20} {'all':>6} {'fr':>6} {'en':>6} {'absolute':>9} {'document':>9} {'text':>6} {'lenient':>8}")
    for name, values in systems.items():
        right = [v == core(r["value"]) for v, r in zip(values, rows)]
        near = sum(inside(v, core(r["value"])) for v, r in zip(values, rows)) / len(rows)

        def share(test):
            picked = [ok for ok, r in zip(right, rows) if test(r)]
            return sum(picked) / max(1, len(picked))

        print(
            f"{name:20} {share(lambda r: True):6.3f} {share(lambda r: r['lang'] == 'fr'):6.3f}"
            f" {share(lambda r: r['lang'] == 'en'):6.3f} {share(lambda r: r['kind'] == 'absolute'):9.3f}"
            f" {share(lambda r: r['kind'] == 'relative_to_document'):9.3f}"
            f" {share(lambda r: r['kind'] == 'relative_to_text'):6.3f} {near:8.3f}"
        )


if __name__ == "__main__":
    main()
