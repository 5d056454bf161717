"""SIGKILL at random moments, once or several times, then --resume: the same bytes as undisturbed."""

import subprocess

from common import DONE, Group, corpus, differs
from forms import FORMS, Undisturbed, command, finish, written

# Enough documents for a run of some tenths of a second.
DOCUMENTS = 800

group = Group("kills")
source = group.root / "in.jsonl"
corpus(source, DOCUMENTS)
undisturbed = Undisturbed(group.root, source)
for n in range(group.count):
    form = FORMS[n % len(FORMS)]
    expected, seconds = undisturbed.of(form)
    place = group.place()
    kills = group.random.choice([1, 1, 2, 3])
    fault = None
    moments = []
    for kill in range(kills):
        more = ["--resume"] if kill else []
        child = subprocess.Popen(
            command(place, source, form, *more),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        moment = group.random.uniform(0, seconds)
        moments.append(f"{moment:.3f}")
        try:
            code = child.wait(moment)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
            continue
        # It was done first, or could not start.
        fault = differs(written(place), expected) if code in DONE else f"ended with {code}"
        break
    else:
        fault = finish(place, source, form, expected)
    group.judge(place, f"{form[0]}, killed after {', '.join(moments)} s", fault)
group.end()
