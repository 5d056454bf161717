"""Words a second of the command, of each call of the Python package, and of spaCy, in one run.

    pip install ./python -r python/bench/requirements.txt
    GRIOT=target/release/griot python python/bench/compare.py

All read the French articles of the sample corpus, again and again, on two threads or processes.
Each round measures every contender once, each in a process of its own and every other round the
other way round, so that a machine that slows down slows all of them. The table has the median of
the rounds, and of each round's share of the command's speed in that round. Loading is not counted:
models are loaded before the clock starts, and of the command's time that of a run over no documents
is taken off (spaCy's processes have to be started by each run). Words are what stands between white
space. Processor seconds, of all threads and processes, say what the work costs even where other
programs are in the way.
"""

import argparse
import itertools
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

CORPUS = Path(__file__).resolve().parents[2] / "corpus" / "news.jsonl"
GRIOT_MODELS = ("base", "small", "tiny")
SPACY_MODEL = "fr_core_news_md"
THREADS = 2

# Documents that spaCy reads at a time and hands to a process at a time; its default of 1,000 would
# leave one of two processes without work here.
SPACY_BATCH = 32

Documents = list[dict[str, str]]
Work = Callable[[], object]


def records(words: int) -> Documents:
    """French articles with ids of their own, until they have so many words."""
    articles = [json.loads(line) for line in CORPUS.read_text().splitlines()]
    french = [article for article in articles if article["lang"] == "fr"]
    chosen = []
    for number, article in enumerate(itertools.cycle(french)):
        if words <= 0:
            return chosen
        kept = {name: article[name] for name in ("text", "lang", "date")}
        chosen.append({"id": str(number), **kept})
        words -= len(article["text"].split())


class Cost(NamedTuple):
    """Seconds by the clock, and of processor time of this process and its children."""

    clock: float
    processor: float

    def less(self, other: "Cost") -> "Cost":
        return Cost(self.clock - other.clock, self.processor - other.processor)


def processor_time() -> float:
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def cost(work: Work) -> Cost:
    before = Cost(time.perf_counter(), processor_time())
    work()
    return Cost(time.perf_counter(), processor_time()).less(before)


def command(model: str, path: Path) -> Cost:
    """The command's, without its start."""
    options = ["--format", "jsonl", "--model", model, "--threads", str(THREADS)]

    def over(file: str) -> Cost:
        run = [os.environ["GRIOT"], "extract", *options, file]
        return cost(lambda: subprocess.run(run, stdout=subprocess.DEVNULL, check=True))

    return over(str(path)).less(over(os.devnull))


def package_work(model: str, call: str, documents: Documents) -> Work:
    """What a call of the package does, with the model loaded."""
    import griot
    import pyarrow as pa

    loaded = griot.Griot(model, threads=THREADS)
    # The first call pays for what is made on first use.
    loaded.extract(documents[0])
    if call == "extract_batch":
        return lambda: loaded.extract_batch(documents)
    if call == "extract_arrow":
        table = pa.Table.from_pylist(documents)
        return lambda: loaded.extract_arrow(table)

    def lines() -> None:
        with open(os.devnull, "w") as out:
            for document in loaded.iter(documents):
                out.write(document.to_json() + "\n")

    return lines


def spacy_work(pipes: str, processes: int, documents: Documents) -> Work:
    """What spaCy does: its entity recogniser alone, or its pipeline as it comes."""
    import spacy

    nlp = spacy.load(SPACY_MODEL)
    if pipes == "NER alone":
        # What the recogniser reads, where it has no token vectors of its own.
        listens = "ner" in getattr(nlp.get_pipe("tok2vec"), "listener_map", {})
        nlp.select_pipes(enable=["tok2vec", "ner"] if listens else ["ner"])
    texts = [document["text"] for document in documents]
    list(nlp.pipe(texts[:2]))

    def read() -> None:
        found = nlp.pipe(texts, batch_size=SPACY_BATCH, n_process=processes)
        sum(len(document.ents) for document in found)

    return read


class Contender(NamedTuple):
    """Who is measured: its name in the table, griot's model or None, and what its process is told."""

    name: str
    model: str | None
    told: tuple[str, ...]


def contenders() -> list[Contender]:
    calls = {"iter": "`Griot.iter`, `to_json`"}
    calls |= {call: f"`Griot.{call}`" for call in ("extract_batch", "extract_arrow")}
    chosen = []
    for model in GRIOT_MODELS:
        chosen.append(Contender(f"{model}: `griot extract`", model, ()))
        chosen += [
            Contender(f"{model}: {name}", model, ("griot", model, call))
            for call, name in calls.items()
        ]
    for pipes, processes in itertools.product(("NER alone", "default pipeline"), (1, 2)):
        name = f"spaCy {SPACY_MODEL}, {pipes}, {processes} process{'es' * (processes > 1)}"
        chosen.append(Contender(name, None, ("spacy", pipes, str(processes))))
    return chosen


def measured(contender: Contender, path: Path) -> Cost:
    if not contender.told:
        return command(contender.model, path)
    run = [sys.executable, __file__, "--measure", *contender.told, str(path)]
    out = subprocess.run(run, stdout=subprocess.PIPE, check=True, text=True).stdout
    return Cost(*json.loads(out))


def measure(who: str, what: str, how: str, path: str) -> None:
    """In a process of its own: the cost of a contender, as JSON."""
    documents = [json.loads(line) for line in Path(path).read_text().splitlines()]
    if who == "griot":
        work = package_work(what, how, documents)
    else:
        work = spacy_work(what, int(how), documents)
    print(json.dumps(cost(work)))


def table(words: int, costs: dict[Contender, list[Cost]]) -> None:
    print("| | words/s | in the rounds | of the command | words/s of processor | of the command |")
    print("|---|---|---|---|---|---|")
    commands = {contender.model: of for contender, of in costs.items() if not contender.told}
    for contender, of in costs.items():
        speeds = [Cost(words / found.clock, words / found.processor) for found in of]
        clock, processor = (statistics.median(column) for column in zip(*speeds))
        clocks = [speed.clock for speed in speeds]
        shares = ["", ""]
        if contender.model:
            pairs = list(zip(commands[contender.model], of))
            shares = [
                f"{statistics.median(theirs[n] / ours[n] for theirs, ours in pairs):.3f}"
                for n in range(2)
            ]
        span = f"{min(clocks):,.0f} to {max(clocks):,.0f}"
        cells = [contender.name, f"{clock:,.0f}", span, shares[0], f"{processor:,.0f}", shares[1]]
        print("| " + " | ".join(cells) + " |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--words", type=int, default=40_000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--measure", nargs=4, help=argparse.SUPPRESS)
    flags = parser.parse_args()
    if flags.measure:
        measure(*flags.measure)
        return

    documents = records(flags.words)
    words = sum(len(document["text"].split()) for document in documents)
    costs: dict[Contender, list[Cost]] = {contender: [] for contender in contenders()}
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "french.jsonl"
        path.write_text("".join(json.dumps(document) + "\n" for document in documents))
        for number in range(flags.rounds):
            order = list(costs)[:: -1 if number % 2 else 1]
            for contender in order:
                found = measured(contender, path)
                costs[contender].append(found)
                seconds = f"{found.clock:.2f} s, {found.processor:.2f} s of processor"
                told = f"round {number + 1} of {flags.rounds}: {contender.name}: {seconds}"
                print(told, file=sys.stderr)

    print(f"{len(documents)} documents, {words:,} words, {flags.rounds} rounds, {THREADS} threads\n")
    table(words, costs)


if __name__ == "__main__":
    main()
