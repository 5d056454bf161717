"""From labelled texts to label files and back, over invented public files.

    python3 -m unittest discover corpus/labels
"""
from __future__ import annotations

import gzip
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

from apply import FIELDS, FILES, HERE, read_labels, read_values

CONLLU = """\
# newdoc id = a
# sent_id = fr-ud-dev_00001
# text = Awa Diop vit à Ségou.
1\tAwa\tAwa\tPROPN\t_\t_\t0\troot\t_\t_

# sent_id = fr-ud-dev_00002
# text = Il y pleut « 𝐬𝐨𝐮𝐯𝐞𝐧𝐭 » depuis lundi.
1\tIl\til\tPRON\t_\t_\t0\troot\t_\t_

"""
HTML = """\
<!DOCTYPE html>
<html><head><title>Pluie</title></head><body>
\t<h1>Pluie  à Ségou</h1>
\t<h2>Il pleut &amp; il vente\u202f!</h2>
\t<p>3 mai 2012. -
\t\tAwa Diop dit\xa0:</p>
\t<ul>
\t\t<li>Diop ;</li><li>rien ;</li>
\t</ul>
</body></html>
"""
TOKENS = {
    "fr": 'L\' hôtel " Ségou " ( neuf ) , dit - elle , ferme : 3 % .',
    "en": 'Diop \'s " hotel " does n\'t open ; ask Awa , please : no .',
}
GOLD = {
    "dev/fr_web": [
        {"id": "fr-ud-dev_00001", "text": "Awa Diop vit à Ségou.", "marks": ["PERSON:Awa Diop", "LOC:Ségou"]},
        {"id": "fr-ud-dev_00002", "text": "Il y pleut « 𝐬𝐨𝐮𝐯𝐞𝐧𝐭 » depuis lundi.", "marks": ["DATE:lundi"]},
    ],
    "dev/fr_wikinews": [
        {
            "id": "wn1",
            "date": "2012-05-03",
            "title": "Pluie à Ségou",
            "text": "Il pleut & il vente !\n3 mai 2012. - Awa Diop dit :\nDiop ;\nrien ;",
            "marks": ["DATE:3 mai 2012=2012-05-03", "PERSON:Awa Diop@Awa Diop", "PERSON:Diop@Awa Diop", "DATE:rien="],
        }
    ],
    "train/annotated/fr_wiki": [
        {"id": "fr-0", "text": 'L\'hôtel "Ségou" (neuf), dit - elle, ferme : 3%.', "marks": ["ORG:Ségou"]}
    ],
    "dev/en_wiki": [
        {"id": "en-0", "text": 'Diop\'s "hotel" doesn\'t open; ask Awa, please: no.', "marks": ["PERSON:Diop", "PERSON:Awa"]}
    ],
}


def record(row: dict, lang: str) -> dict:
    entities = []
    clusters = {}
    for mark in row["marks"]:
        label, surface = mark.split(":")
        surface, valued, value = surface.partition("=")
        surface, _, key = surface.partition("@")
        last = entities[-1]["end"] if entities else 0
        start = row["text"].index(surface, last)
        entity = {"start": start, "end": start + len(surface), "label": label, "text": surface}
        if valued:
            entity["value"] = {"value": value} if value else None
        if key:
            cluster = {"id": f"person-{len(clusters) + 1}", "label": label, "name": key, "key": key}
            entity["cluster"] = clusters.setdefault(key, cluster)["id"]
        entities.append(entity)
    whole = {key: value for key, value in row.items() if key != "marks"} | {"lang": lang, "entities": entities}
    return whole | ({"clusters": list(clusters.values())} if clusters else {})


class RoundTrip(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.gold = {name: [record(r, name.split("/")[-1][:2]) for r in GOLD.get(name, [])] for name in FILES}
        for name, rows in self.gold.items():
            self.write(f"gold/{name}.jsonl", "".join(json.dumps(row) + "\n" for row in rows))
        self.write("gsd/fr_gsd-ud-dev.conllu", CONLLU)
        self.write("wikinews/documents/1.html", HTML)
        for lang, words in TOKENS.items():
            lines = "".join(f"{n}\t{word}\tO\n" for n, word in enumerate(words.split()))
            self.write(f"wikineural/data/wikineural/{lang}/val.conllu", lines)
        self.run_script("make.py", "gold", "--labels", "labels")

    def write(self, name: str, content: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")

    def run_script(self, script: str, *args: str, code: int = 0) -> subprocess.CompletedProcess:
        done = subprocess.run([sys.executable, HERE / script, *args], cwd=self.folder, capture_output=True, text=True)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done

    def apply(self, *args: str, code: int = 0) -> subprocess.CompletedProcess:
        return self.run_script("apply.py", "--labels", "labels", "--out", "out", *args, code=code)

    def written(self, name: str) -> list[dict]:
        return [json.loads(line) for line in (self.folder / f"out/{name}.jsonl").read_text(encoding="utf-8").splitlines()]

    def test_labels_come_back_on_every_source(self) -> None:
        done = self.apply("--gsd", "gsd", "--wikinews", "wikinews", "--wikineural", "wikineural")
        for name in GOLD:
            self.assertEqual(self.written(name), self.gold[name])
        self.assertIn("dev/fr_est_republicain: left out, it needs --sequoia", done.stdout)
        with gzip.open(self.folder / "out/unlabelled/wiki_en.txt.gz", "rt", encoding="utf-8") as lines:
            self.assertEqual(lines.read(), GOLD["dev/en_wiki"][0]["text"] + "\n")

    def test_texts_are_matched_by_hash_alone(self) -> None:
        self.write("a.txt", "unknown\n" + GOLD["train/annotated/fr_wiki"][0]["text"] + "\n")
        self.write("b.jsonl", json.dumps({"text": GOLD["dev/en_wiki"][0]["text"]}) + "\n")
        self.apply("--texts", "a.txt", "b.jsonl")
        for name in ("train/annotated/fr_wiki", "dev/en_wiki"):
            self.assertEqual(self.written(name), self.gold[name])

    def test_a_changed_text_is_told(self) -> None:
        self.write("gsd/fr_gsd-ud-dev.conllu", CONLLU.replace("Ségou", "Mopti"))
        done = self.apply("--gsd", "gsd", code=1)
        self.assertEqual(done.stderr, "dev/fr_web: fr-ud-dev_00001 has another text here\n")
        self.assertEqual(self.written("dev/fr_web"), self.gold["dev/fr_web"][1:])

    def test_no_text_gets_into_the_label_files(self) -> None:
        for path in (self.folder / "labels").rglob("*.tsv"):
            # Keys of clusters are names of ours.
            text = path.read_text(encoding="utf-8").replace("\tcluster\tAwa Diop\t", "")
            self.assertNotRegex(text, "Awa|Ségou|pleut|hotel")

    def test_a_cluster_twice_is_told(self) -> None:
        gold = self.gold["dev/fr_wikinews"][0]
        gold["clusters"].append(gold["clusters"][0] | {"id": "person-2"})
        self.write("gold/dev/fr_wikinews.jsonl", json.dumps(gold) + "\n")
        done = self.run_script("make.py", "gold", "--labels", "labels", code=1)
        self.assertIn("is there twice, empty or of two labels", done.stderr)


class Shipped(unittest.TestCase):
    def test_the_label_files_are_whole(self) -> None:
        for name in FILES:
            rows = list(read_labels(HERE / f"{name}.tsv"))
            self.assertEqual(len({row.hash for row in rows}), len(rows), name)
            for row in rows:
                self.assertRegex(row.hash, "^[0-9a-f]{16}$")
                last = 0
                for start, end, label in row.labels:
                    self.assertTrue(last <= start < end <= row.size, row)
                    self.assertIn(label, ("PERSON", "COUNTRY", "ORG", "DATE", "LOC"))
                    last = end

    def test_values_and_clusters_are_of_labelled_spans(self) -> None:
        valued = 0
        for name in FILES:
            values = read_values(HERE / f"{name}.values.tsv")
            texts = {row.id: {(s, e): label for s, e, label in row.labels} for row in read_labels(HERE / f"{name}.tsv")}
            for id, rows in values.items():
                valued += 1
                once = set()
                for row in rows:
                    self.assertIn(row.kind, ("cluster", *FIELDS))
                    labels = {texts[id][span] for span in row.spans}
                    self.assertEqual(len(labels), 1, (id, row))
                    self.assertEqual(row.kind == "date", labels == {"DATE"}, (id, row))
                    for span in row.spans:
                        once.add((row.kind == "cluster", span))
                self.assertEqual(len(once), sum(len(row.spans) for row in rows), id)
        self.assertGreater(valued, 60)


if __name__ == "__main__":
    unittest.main()
