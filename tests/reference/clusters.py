#!/usr/bin/env python3
"""Scores of clusters by others, for `griot eval` to agree with.

    pip install scorch==0.2.0 coreference-eval==0.0.2
    python tests/reference/clusters.py

writes, beside this file, `clusters_gold.jsonl` and `clusters_predicted.jsonl` (synthetic documents,
seeded, so that a second run writes the same bytes) and `clusters.json` (what the others make of them),
which `tests/eval_clusters.rs` reads. The clusters of all documents are scored as one set: no cluster
has mentions of two documents.

- B³ and CEAF-e: `scorch`.
- LEA: `coreference-eval`, which leaves clusters of one mention out, on documents that have none; and
  the definition of Moosavi and Strube (2016) spelt out below, with self-links, on all documents.
"""

import json
import random
from itertools import combinations
from pathlib import Path

import scorch.scores
from corefeval.metrics import lea as lea_without_singletons

SEED = 20250706
MENTIONS = 24
HERE = Path(__file__).parent


def clustering(seeded, mentions, smallest):
    """The mentions in clusters, each of `smallest` mentions at least."""
    left, clusters = list(mentions), []
    seeded.shuffle(left)
    while len(left) >= smallest:
        size = min(max(smallest, seeded.choice([1, 1, 1, 2, 2, 3, 4, 7])), len(left))
        if 0 < len(left) - size < smallest:
            size = len(left)
        clusters.append(left[:size])
        left = left[size:]
    return clusters


def edited(seeded, clusters, smallest):
    """The clusters, some of their mentions elsewhere, lost or new."""
    moved = [list(cluster) for cluster in clusters]
    for _ in range(seeded.randint(0, 6)):
        one, other = seeded.choice(moved), seeded.choice(moved)
        if len(one) > smallest:
            other.append(one.pop())
    if len(moved) > 1 and seeded.random() < 0.5:
        moved[0] += moved.pop()
    for cluster in moved:
        if len(cluster) > smallest and seeded.random() < 0.3:
            cluster.pop()
    used = {mention for cluster in clusters for mention in cluster}
    for new in seeded.sample(sorted(set(range(MENTIONS)) - used), 2):
        seeded.choice(moved).append(new)
    return moved


def record(name, clusters):
    entities = [
        {"start": 2 * m, "end": 2 * m + 1, "label": "PERSON", "cluster": f"person-{n}"}
        for n, cluster in enumerate(clusters, 1)
        for m in cluster
    ]
    return {"id": name, "entities": sorted(entities, key=lambda entity: entity["start"])}


def lea(clusters, others):
    """The share of the links that the other side has, weighted by size; (sum, weights)."""

    def links(cluster):
        return set(combinations(sorted(cluster), 2)) if len(cluster) > 1 else {(m, m) for m in cluster}

    kept = sum(
        len(cluster) * sum(len(links(cluster) & links(other)) for other in others) / len(links(cluster))
        for cluster in clusters
    )
    return kept / sum(map(len, clusters))


def harmonic(precision, recall):
    return {"precision": precision, "recall": recall, "f1": 2 * precision * recall / (precision + recall)}


def scores(gold, predicted):
    sides = [[set(cluster) for cluster in side] for side in (gold, predicted)]
    found = {}
    for name, score in (("b_cubed", scorch.scores.b_cubed), ("ceaf_e", scorch.scores.ceaf_e)):
        recall, precision, _ = score(*sides)
        found[name] = harmonic(float(precision), float(recall))
    found["lea"] = harmonic(lea(predicted, gold), lea(gold, predicted))
    return found


def both(gold, predicted):
    """The clusters of the mentions that both sides have."""
    sides = [{mention for cluster in side for mention in cluster} for side in (gold, predicted)]
    common = sides[0] & sides[1]
    kept = [[[m for m in cluster if m in common] for cluster in side] for side in (gold, predicted)]
    return [[cluster for cluster in side if cluster] for side in kept]


def main():
    seeded = random.Random(SEED)
    files, pooled = ([], []), {}
    for kind, smallest in (("any", 1), ("pairs", 2)):
        for number in range(10):
            name = f"{kind}-{number}"
            mentions = seeded.sample(range(MENTIONS), seeded.randint(8, MENTIONS - 3))
            gold = clustering(seeded, mentions, smallest)
            predicted = edited(seeded, gold, smallest)
            for side, (clusters, file) in enumerate(zip((gold, predicted), files)):
                file.append(record(name, clusters))
                own = [[(name, mention) for mention in cluster] for cluster in clusters]
                pooled.setdefault(kind, ([], []))[side].extend(own)
    for document in files[0]:
        document["text"] = "x " * MENTIONS
    result = {}
    for kind, sides in pooled.items():
        result[kind] = {"all": scores(*sides), "found": scores(*both(*sides))}
    gold, predicted = pooled["pairs"]
    shares = []
    for clusters, others in ((predicted, gold), (gold, predicted)):
        kept, weights = lea_without_singletons(clusters, {m: n for n, c in enumerate(others) for m in c})
        shares.append(kept / weights)
    result["pairs"]["peer_lea"] = harmonic(*shares)
    for name, file in zip(("gold", "predicted"), files):
        lines = "".join(json.dumps(document) + "\n" for document in file)
        (HERE / f"clusters_{name}.jsonl").write_text(lines, encoding="utf-8", newline="\n")
    text = json.dumps(result, indent=2, sort_keys=True) + "\n"
    (HERE / "clusters.json").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
