"""The line of a document on other numbers of threads, in other groups and beside other neighbours must
have the same bytes. One document of one run is a try."""

import json

from common import GRIOT, Group, run

MODEL = "tiny"


def lines(group, name, records, *options):
    """The output of a run over records, by id."""
    path = group.root / name
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    code, output, told = run([GRIOT, "extract", "--model", MODEL, *options, str(path)])
    if code != 0:
        raise SystemExit(f"a run ended with {code}: {told}")
    return {json.loads(line)["id"]: line for line in output.splitlines()}


group = Group("determinism")
records = []
with open("corpus/news.jsonl", encoding="utf-8") as corpus:
    for article in map(json.loads, corpus):
        paragraphs = [text for text in article["text"].splitlines() if len(text) > 40]
        for n, text in enumerate(paragraphs):
            fields = {name: article[name] for name in ("lang", "date") if name in article}
            records.append({"id": f"{article['id']}:{n}", "text": text, **fields})
chosen = group.random.sample(records, 25)
alone = {}
for record in chosen:
    alone.update(lines(group, "alone.jsonl", [record], "--threads", "1"))
while group.tried < group.count:
    neighbours = group.random.sample(records, group.random.randrange(0, 60))
    names = {record["id"] for record in chosen}
    beside = chosen + [record for record in neighbours if record["id"] not in names]
    group.random.shuffle(beside)
    threads = group.random.choice(["1", "2", "4"])
    memory = group.random.choice(["1K", "10K", "64M"])
    found = lines(group, "beside.jsonl", beside, "--threads", threads, "--max-memory", memory)
    for record in chosen:
        same = found.get(record["id"]) == alone[record["id"]]
        what = f"{record['id']} on {threads} threads, {memory} of memory, {len(beside)} documents"
        group.judge(None, what, None if same else "a different line than alone")
group.end()
