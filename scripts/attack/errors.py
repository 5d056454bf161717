"""System calls on the output that fail: reported, no crash, and the output is whole or can be resumed.

strace makes the call fail. EINTR is no error to a caller: the run must end as if nothing had happened.
"""

import shutil

from common import DONE, Group, corpus, crashed, differs, run
from forms import FORMS, Undisturbed, command, finish, written

DOCUMENTS = 600
FAULTS = [
    ("write", ["ENOSPC", "EIO", "EINTR"]),
    ("fsync,fdatasync", ["EIO", "ENOSPC", "EINTR"]),
    ("rename,renameat,renameat2", ["EIO", "ENOSPC", "EACCES"]),
    ("openat", ["ENOSPC", "EMFILE", "EACCES", "EINTR"]),
    ("ftruncate", ["EIO"]),
    ("unlink,unlinkat", ["EACCES", "EIO"]),
]
# The call that fails comes before this one: early ones are the journal's and the headers'.
LATEST = 12
# How many files of a form are watched: brat has two per document.
MOST = 40


def files_of(place, form, expected):
    """The files that a run may write, by the names that a whole run left and those used on the way."""
    names = list(expected)[:MOST]
    if form[1].endswith("/"):
        names += ["out", "out/griot-journal", "out/griot-journal.new", "out/rejects.jsonl"]
    else:
        ends = (".partial", ".griot-journal", ".griot-journal.new", ".rejects.jsonl")
        names += [form[1] + end for end in ends]
    names += [f"{name}.partial" for name in list(expected)[:MOST]]
    return [place / name for name in names]


group = Group("errors")
if shutil.which("strace") is None:
    group.leave_out("strace is not installed")
code, _, _ = run(["strace", "-f", "-e", "trace=none", "true"])
if code != 0:
    group.leave_out("strace may not trace here")
source = group.root / "in.jsonl"
corpus(source, DOCUMENTS)
undisturbed = Undisturbed(group.root, source)
for n in range(group.count):
    form = FORMS[n % len(FORMS)]
    expected, _ = undisturbed.of(form)
    calls, errors = FAULTS[group.random.randrange(len(FAULTS))]
    error = group.random.choice(errors)
    when = group.random.randrange(1, LATEST)
    place = group.place()
    # Calls on these files alone: a library that cannot be opened is no fault of griot's.
    paths = files_of(place, form, expected)
    inject = f"inject={calls}:error={error}:when={when}"
    trace = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", inject]
    for path in paths:
        trace += ["-P", str(path)]
    code, _, told = run(trace + command(place, source, form))
    what = f"{form[0]}, {error} at {calls} number {when}"
    if crashed(code):
        fault = f"ended with {code}: {told.strip()[:300]}"
    elif code in DONE:
        fault = differs(written(place), expected)
    elif code == 2 and not told.strip():
        fault = "ended with 2 and no message"
    elif code == 2:
        fault = finish(place, source, form, expected)
    else:
        fault = f"ended with {code}: {told.strip()[:300]}"
    group.judge(place, what, fault)
group.end()
