"""A second run on the output of one that is still writing: refused with exit code 2, and the first one's
output is whole."""

import subprocess
import time

from common import DONE, PATIENCE, Group, corpus, differs, run
from forms import FORMS, Undisturbed, command, written

DOCUMENTS = 2000
FORMS = [form for form in FORMS if form[0] in ("jsonl", "shards", "brat", "jsonl.zst")]
WAYS = [[], ["--resume"], ["--overwrite"]]


def at_work(place, child):
    """Waits until a run has begun its journal; whether it is still running."""
    started = time.monotonic()
    while time.monotonic() - started < PATIENCE and child.poll() is None:
        if any(file.stat().st_size for file in place.rglob("*griot-journal*") if file.is_file()):
            return True
        time.sleep(0.002)
    return False


group = Group("races")
source = group.root / "in.jsonl"
corpus(source, DOCUMENTS)
undisturbed = Undisturbed(group.root, source)
for n in range(group.count):
    way = WAYS[n % len(WAYS)]
    form = FORMS[n // len(WAYS) % len(FORMS)]
    expected, _ = undisturbed.of(form)
    place = group.place()
    first = subprocess.Popen(
        command(place, source, form),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    fault = None
    if not at_work(place, first):
        fault = "the first run was done before the second could begin"
    else:
        code, _, told = run(command(place, source, form, *way))
        if code != 2:
            fault = f"the second run ended with {code}: {told.strip()[:200]}"
        elif first.poll() is not None:
            fault = "the first run was done before the second was refused"
    told = first.communicate()[1].decode(errors="replace").strip()
    if not fault and first.returncode not in DONE:
        fault = f"the first run ended with {first.returncode}: {told[:200]}"
    fault = fault or differs(written(place), expected)
    group.judge(place, f"{form[0]}, then {way[0] if way else 'a plain run'}", fault)
group.end()
