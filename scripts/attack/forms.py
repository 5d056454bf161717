"""The forms of output, in which an interrupted and resumed run must end with the same bytes."""

import time

from common import DONE, differs, extract, run, tree

# Name, what -o gets, further options. A single Parquet file starts again; shards of it go on.
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


class Undisturbed:
    """What undisturbed runs leave: one of each form, made when it is first asked for."""

    def __init__(self, root, source):
        self.root = root
        self.source = source
        self.known = {}

    def of(self, form):
        """The files of a run, and how many seconds it took."""
        name = form[0]
        if name not in self.known:
            place = self.root / f"undisturbed-{len(self.known)}"
            place.mkdir()
            started = time.monotonic()
            code, _, told = run(command(place, self.source, form))
            seconds = time.monotonic() - started
            if code not in DONE:
                raise SystemExit(f"an undisturbed run ended with {code}: {told}")
            self.known[name] = written(place), seconds
        return self.known[name]


def finish(place, source, form, expected):
    """Resumes a run; the fault, if the end is not what nothing disturbed would have left."""
    code, _, told = run(command(place, source, form, "--resume"))
    if code not in DONE:
        return f"--resume ended with {code}: {told.strip()}"
    return differs(written(place), expected)
