"""The forms of output that an interrupted run must bring to the same bytes."""

from common import DONE, differs, extract, run, tree

# Name, what -o gets, further options. A single Parquet file starts again, shards of it go on.
FORMS = [
    ("jsonl", "out.jsonl", []),
    ("jsonl.gz", "out.jsonl.gz", []),
    ("jsonl.zst", "out.jsonl.zst", []),
    ("csv", "out.csv", []),
    ("conll", "out.conll", []),
    ("parquet", "out.parquet", []),
    ("shards", "out/", ["--shard-documents", "300"]),
    ("shards of zst", "out/", ["--shard-documents", "300", "--compress", "zst"]),
    ("shards of parquet", "out/", ["--shard-documents", "300", "--to", "parquet"]),
    ("brat", "out/", ["--to", "brat"]),
]


def command(place, source, form, *more):
    """The run that writes a form in a directory."""
    _, output, options = form
    path = f"{place}/{output}"
    return extract(source, "-o", path, *options, *more)


def written(place):
    """All that a run left in its directory."""
    return tree(place)


def undisturbed(place, source, form):
    """What a run that nothing disturbs leaves, and how it ended."""
    place.mkdir()
    code, _, told = run(command(place, source, form))
    if code not in DONE:
        raise SystemExit(f"an undisturbed run ended with {code}: {told}")
    return written(place)


def finish(place, source, form, expected):
    """Resumes a run; the fault, if the end is not what nothing disturbed would have left."""
    code, _, told = run(command(place, source, form, "--resume"))
    if code not in DONE:
        return f"--resume ended with {code}: {told.strip()}"
    return differs(written(place), expected)
