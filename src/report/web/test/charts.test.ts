import assert from "node:assert/strict";
import { test } from "node:test";
import { edges, grainOf, middle, spread, type Span } from "../src/bins";
import { network, drawnTies, sentenceOf } from "../src/cooccur";
import { Corpus } from "../src/corpus";
import { dayOf } from "../src/days";
import { lay } from "../src/layout";
import { Plane } from "../src/measure";
import { classes } from "../src/shades";
import { example, INITIAL } from "./example";

const day = (date: string): number => dayOf(date) ?? Number.NaN;

test("bins are as fine as fits", () => {
  assert.equal(edges(day("2025-01-01"), day("2025-03-01"), 100).unit, "day");
  assert.equal(edges(day("2020-01-01"), day("2026-01-01"), 100).unit, "month");
  const years = edges(day("1950-06-01"), day("2026-01-01"), 100);
  assert.equal(years.unit, "year");
  assert.equal(years.edges[0], day("1950-01-01"));
  assert.ok((years.edges.at(-1) ?? 0) >= day("2026-01-01"));
});

test("a span counts by the part of it that lies in a bin, and once in all", () => {
  const spans: Span[] = [
    { entity: 0, from: day("2025-01-01"), to: day("2025-01-02"), weight: 2, grain: "day" },
    { entity: 1, from: day("2025-01-01"), to: day("2026-01-01"), weight: 1, grain: "year" },
  ];
  const { edges: all } = edges(day("2025-01-01"), day("2026-01-01"), 20);
  const bins = spread(all, spans);
  assert.equal(bins.length, 12);
  assert.deepEqual(bins[0], { day: 2, month: 0, year: 31 / 365, long: 0 });
  assert.ok(Math.abs(bins.reduce((sum, bin) => sum + bin.year, 0) - 1) < 1e-9);
});

test("a grain is the expression's, or what its length says", () => {
  assert.equal(grainOf("season", 90), "month");
  assert.equal(grainOf("century", 36525), "long");
  assert.equal(grainOf(undefined, 31), "month");
});

test("the middle leaves outliers out", () => {
  const spans = [1800, ...Array.from({ length: 18 }, () => 2020), 2400].map((year): Span => {
    const from = day(`${year}-01-01`);
    return { entity: 0, from, to: from + 1, weight: 1, grain: "day" };
  });
  assert.deepEqual(middle(spans, 0.06), [day("2020-01-01"), day("2020-01-02")]);
  assert.equal(middle([], 0.06), undefined);
});

test("what a sentence holds together is tied, furniture aside", () => {
  const data = example();
  const corpus = new Corpus(data);
  const text = data.documents[0]!;
  assert.deepEqual([0, 14, 15, 32, 33].map((at) => sentenceOf(text, at)), [0, 0, 1, 1, 2]);
  const net = network(corpus, corpus.select(INITIAL), INITIAL);
  const names = net.ties.map((tie) => [tie.a, tie.b].map((node) => corpus.entity(net.nodes[node]!.entity).name));
  assert.deepEqual(names, [["Mali", "Goïta"], ["Mali", "AES"]]);
  // Two sentences, Mali in both: named with anyone, it is no surprise.
  assert.deepEqual(net.ties.map((tie) => tie.pmi), [0, 0]);
});

test("in a document everything is together", () => {
  const corpus = new Corpus(example());
  const state = { ...INITIAL, window: "document" as const };
  const net = network(corpus, corpus.select(state), state);
  assert.deepEqual(net.ties.map((tie) => tie.together), [1, 1, 1]);
  assert.equal(net.ties[0]?.pmi, 1, "AES and Goïta are each in one of two documents, the same");
  assert.equal(network(corpus, corpus.select(state), { ...state, least: 2 }).ties.length, 0);
  assert.equal(network(corpus, corpus.select(state), { ...state, off: ["ORG"] }).ties.length, 1);
});

test("an overview gives the network that its documents would", () => {
  const single = example();
  single.documents.push({ id: "d", lang: "fr", text: "Rien.", sentences: [], mentions: [] });
  single.totals.documents += 1;
  const corpus = new Corpus(single);
  const overview = new Corpus({
    ...single,
    kind: "overview",
    documents: [],
    overview: { days: [], nodes: [1, 0, 2], nodeSentences: [2, 1, 1], sentences: 2, documents: 2, edges: [[0, 1, 1, 1], [0, 2, 1, 1], [1, 2, 0, 1]] },
  });
  for (const window of ["sentence", "document"] as const) {
    const state = { ...INITIAL, window };
    const wanted = network(corpus, corpus.select(state), state);
    assert.deepEqual(network(overview, overview.select(state), state).ties, wanted.ties, window);
  }
});

test("200 nodes lie inside the plane, and the same way each time", () => {
  const nodes = Array.from({ length: 200 }, (_, entity) => ({ entity, label: "ORG" as const, windows: 1, documents: 1 + (entity % 9) }));
  const ties = nodes.flatMap((_, a) => [1, 7, 31].map((step) => ({ a, b: (a + step) % 200, together: 1, pmi: 1 })));
  const net = { nodes, ties };
  const drawn = drawnTies(net);
  const names = nodes.map((_, index) => `Name ${index}`);
  const places = lay(net, drawn, names, 800, 640);
  assert.equal(places.length, 200);
  for (const { x, y } of places) assert.ok(x > 0 && x < 800 && y > 0 && y < 640);
  assert.deepEqual(lay(net, drawn, names, 800, 640), places);
});

test("labels keep apart", () => {
  const plane = new Plane();
  assert.ok(plane.take({ left: 0, top: 0, right: 100, bottom: 12 }));
  assert.ok(!plane.take({ left: 99, top: 11, right: 130, bottom: 20 }));
  assert.ok(plane.take({ left: 100, top: 0, right: 130, bottom: 12 }));
});

test("shades begin at one mention and have no empty class", () => {
  assert.deepEqual(classes([]), []);
  assert.deepEqual(classes([1, 1]), [1]);
  assert.deepEqual(classes([1, 3, 2]), [1, 2, 3]);
  assert.deepEqual(classes([1, 40]), [1, 3, 5, 10, 20]);
});
