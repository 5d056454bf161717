/** Which people, organisations and countries occur together, and how much more than by chance. */

import { counts, type Corpus, type Selection } from "./corpus";
import type { Doc, Label } from "./data";
import type { State } from "./state";

/** The labels that the network joins. */
const JOINED: readonly Label[] = ["PERSON", "COUNTRY", "ORG"];

export interface Node {
  entity: number;
  label: Label;
  /** Sentences or documents that hold it. */
  windows: number;
  documents: number;
}

/** Two nodes (by their place among the nodes) that occur together. */
export interface Tie {
  a: number;
  b: number;
  /** Sentences or documents that hold both. */
  together: number;
  /** Pointwise mutual information, in bits. */
  pmi: number;
}

export interface Net {
  nodes: Node[];
  /** Strongest first, by what the state weighs ties by. */
  ties: Tie[];
}

/** The sentence of a document that `at` lies in, counted from 0. */
export function sentenceOf(document: Doc, at: number): number {
  const starts = document.sentences ?? [];
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] as number) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The network of what is selected: its most named entities, and their ties. */
export function network(corpus: Corpus, selection: Selection, state: State): Net {
  const overview = corpus.data.overview;
  const { nodes, ties, windows } = overview ? given(corpus, state) : counted(corpus, selection, state);
  const weighed = ties
    .filter((tie) => tie.together >= state.least)
    .map((tie) => {
      const [a, b] = [(nodes[tie.a] as Node).windows, (nodes[tie.b] as Node).windows];
      return { ...tie, pmi: Math.log2((tie.together * windows) / (a * b)) };
    });
  const weight = state.weight === "pmi" ? (tie: Tie): number => tie.pmi : (tie: Tie): number => tie.together;
  weighed.sort((x, y) => weight(y) - weight(x) || y.together - x.together || y.pmi - x.pmi || x.a - y.a || x.b - y.b);
  return { nodes, ties: weighed };
}

type Counted = { nodes: Node[]; ties: Omit<Tie, "pmi">[]; windows: number };

/** From the documents of this page. */
function counted(corpus: Corpus, selection: Selection, state: State): Counted {
  const nodes = JOINED.filter((label) => !state.off.includes(label))
    .flatMap((label) => selection.counts[label])
    .sort((x, y) => y.documents - x.documents || y.mentions - x.mentions || x.entity - y.entity)
    .slice(0, state.nodes)
    .map((count): Node => ({ entity: count.entity, label: corpus.entity(count.entity).label, windows: 0, documents: count.documents }));
  const place = new Map(nodes.map((node, index) => [node.entity, index]));
  const pairs = new Map<number, number>();
  let windows = 0;
  const close = (held: Set<number>): void => {
    const inside = [...held].sort((a, b) => a - b);
    inside.forEach((a, index) => {
      (nodes[a] as Node).windows += 1;
      for (const b of inside.slice(index + 1)) pairs.set(a * nodes.length + b, (pairs.get(a * nodes.length + b) ?? 0) + 1);
    });
  };
  for (const index of selection.documents) {
    const document = corpus.data.documents[index] as Doc;
    if (state.window === "sentence" && document.text === undefined) continue;
    const held = new Map<number, Set<number>>();
    for (const mention of document.mentions) {
      if (mention[4] < 0 || !counts(mention, state)) continue;
      const window = state.window === "document" ? 0 : sentenceOf(document, mention[1]);
      const here = held.get(window) ?? new Set();
      held.set(window, here);
      const node = place.get(mention[4]);
      if (node !== undefined) here.add(node);
    }
    windows += held.size;
    for (const here of held.values()) close(here);
  }
  const ties = [...pairs].map(([key, together]) => ({ a: Math.floor(key / nodes.length), b: key % nodes.length, together }));
  return { nodes, ties, windows };
}

/** From what Rust counted over the whole corpus. */
function given(corpus: Corpus, state: State): Counted {
  const { overview } = corpus.data;
  if (!overview) return { nodes: [], ties: [], windows: 0 };
  const sentence = state.window === "sentence";
  const shown = new Map<number, number>();
  const nodes: Node[] = [];
  overview.nodes.forEach((entity, index) => {
    const { label, documents } = corpus.entity(entity);
    if (nodes.length >= state.nodes || state.off.includes(label)) return;
    shown.set(index, nodes.length);
    nodes.push({ entity, label, windows: sentence ? (overview.nodeSentences[index] ?? 0) : documents, documents });
  });
  const ties: Omit<Tie, "pmi">[] = [];
  for (const [from, to, sentences, documents] of overview.edges) {
    const [a, b] = [shown.get(from), shown.get(to)];
    const together = sentence ? sentences : documents;
    if (a !== undefined && b !== undefined && together > 0) ties.push({ a, b, together });
  }
  return { nodes, ties, windows: sentence ? overview.sentences : overview.documents };
}

/** The ties worth a line: the strongest of every node, and the strongest of all. At most four lines a node. */
export function drawnTies(net: Net): Tie[] {
  const most = net.nodes.length * 2;
  const lines = new Map<number, number>();
  return net.ties.filter((tie, index) => {
    const [a, b] = [lines.get(tie.a) ?? 0, lines.get(tie.b) ?? 0];
    const drawn = (index < most && a < 12 && b < 12) || a < 2 || b < 2;
    if (drawn) {
      lines.set(tie.a, a + 1);
      lines.set(tie.b, b + 1);
    }
    return drawn;
  });
}
