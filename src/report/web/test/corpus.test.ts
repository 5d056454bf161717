import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { Corpus } from "../src/corpus";
import { fromHash, toHash, type State } from "../src/state";
import { STRINGS } from "../src/strings";
import { example, INITIAL } from "./example";

test("with no filter the tables say what Rust's totals say", () => {
  const data = example();
  const { counts, documents, mentions } = new Corpus(data).select(INITIAL);
  assert.deepEqual(mentions, data.totals.mentions);
  assert.deepEqual(documents, [0, 1, 2]);
  assert.deepEqual(counts.COUNTRY, [{ entity: 1, mentions: 3, documents: 2, first: "2025-01-02", last: "2025-03-04" }]);
});

test("furniture counts only when asked, and a score is a floor", () => {
  const corpus = new Corpus(example());
  assert.equal(corpus.select({ ...INITIAL, furniture: true }).mentions.COUNTRY, 4);
  assert.equal(corpus.select({ ...INITIAL, score: 500 }).mentions.COUNTRY, 2);
  assert.equal(corpus.select({ ...INITIAL, score: 950 }).mentions.COUNTRY, 1);
});

test("documents are found by what they name, say and date from", () => {
  const corpus = new Corpus(example());
  const found = (change: Partial<State>): number[] => corpus.documents({ ...INITIAL, ...change });
  assert.deepEqual(found({ entities: [1] }), [0, 1]);
  assert.deepEqual(found({ entities: [1, 0] }), [0]);
  assert.deepEqual(found({ entities: [0], score: 901 }), []);
  assert.deepEqual(found({ q: "goita mali" }), [0]);
  assert.deepEqual(found({ q: "MALI" }), [0, 1]);
  assert.deepEqual(found({ from: "2025-02-01" }), [1]);
  assert.deepEqual(found({ to: "2025-02-01" }), [0]);
});

test("a date that is no day is in no period", () => {
  const data = example();
  const [first] = data.documents;
  assert.ok(first);
  for (const date of ["hier", "2025", "2025-1-2", "2025-02-30", ""]) {
    first.date = date;
    const corpus = new Corpus(data);
    assert.deepEqual(corpus.documents({ ...INITIAL, from: "2000-01-01" }), [1]);
    assert.deepEqual(corpus.documents({ ...INITIAL, to: "2100-01-01" }), [1]);
  }
});

test("a state survives its address", () => {
  const corpus = new Corpus(example());
  const state: State = {
    ...INITIAL,
    lang: "en",
    tab: "map",
    doc: 1,
    q: "d’État & co",
    name: "x",
    entities: [1, 2],
    off: ["ORG"],
    score: 450,
    furniture: true,
    from: "2025-01-01",
    to: "2025-12-31",
    window: "document",
    weight: "pmi",
    nodes: 200,
    least: 3,
  };
  const tabs = ["documents", "map"] as const;
  assert.deepEqual(fromHash(`#${toHash(state, INITIAL, corpus)}`, INITIAL, corpus, tabs), state);
  assert.equal(toHash(INITIAL, INITIAL, corpus), "");
});

test("a period outside the years 0 to 9999 survives its address", () => {
  const corpus = new Corpus(example());
  const state: State = { ...INITIAL, from: "-0043-03-15", to: "10183-01-01" };
  assert.deepEqual(fromHash(`#${toHash(state, INITIAL, corpus)}`, INITIAL, corpus, ["documents"]), state);
  assert.deepEqual(corpus.documents(state), [0, 1]);
});

test("an address that makes no sense is left aside", () => {
  const corpus = new Corpus(example());
  const hash = "#tab=pages&lang=de&doc=zz&e=PERSON:nobody&score=7&nodes=1e9&from=tomorrow&off=X&least=-1";
  assert.deepEqual(fromHash(hash, INITIAL, corpus, ["documents"]), INITIAL);
});

test("entities of one name keep apart in addresses", () => {
  const data = example();
  data.entities.push({ ...data.entities[0]! });
  const corpus = new Corpus(data);
  assert.notEqual(corpus.entityName(0), corpus.entityName(3));
  assert.equal(corpus.entityOf(corpus.entityName(3)), 3);
});

test("documents of one id keep apart in addresses", () => {
  const data = example();
  const [first] = data.documents;
  assert.ok(first);
  data.documents.push({ ...first }, { ...first, id: "a~2" });
  const corpus = new Corpus(data);
  const names = data.documents.map((_, index) => corpus.documentName(index));
  assert.deepEqual(names, ["a", "b", "c", "a~2", "a~2~2"]);
  assert.deepEqual(names.map((name) => corpus.documentOf(name)), [0, 1, 2, 3, 4]);
  assert.deepEqual(["a", "a~2", "a~3"].map((id) => corpus.documentWithId(id)), [0, 4, undefined]);
});

test("every word of the page is used somewhere", () => {
  const source = join(process.cwd(), "src");
  const code = readdirSync(source)
    .filter((name) => name.endsWith(".ts") && name !== "strings.ts")
    .map((name) => readFileSync(join(source, name), "utf8"))
    .join("\n");
  const prefixes = ["tab", "label", "one", "asks", "count", "mod", "kind", "certainty", "season", "grain"];
  const unused = Object.keys(STRINGS.fr).filter((key) => {
    const prefix = key.split("_")[0] ?? "";
    const family = key.includes("_") && prefixes.includes(prefix);
    return !family && !new RegExp(`\\bt\\.${key}\\b|STRINGS\\[\\w+\\]\\.${key}\\b`).test(code);
  });
  assert.deepEqual(unused, []);
});
