/** Beside the network: the strongest ties, those of one name, and the sentences of one tie. */

import { toggleEntity, type App } from "./app";
import { sentenceOf, type Net, type Tie } from "./cooccur";
import { counts, dated, labelOf } from "./corpus";
import type { Doc, Mention } from "./data";
import { button, h } from "./dom";

const TIES = 15;
/** Sentences shown at once. */
const STEP = 20;

/** What the panel is about: nothing, a node, or two. */
export type Picked = { nodes: [] | [number] | [number, number] };

export function panel(app: App, net: Net, picked: Picked, pick: (picked: Picked) => void): HTMLElement[] {
  const [a, b] = picked.nodes;
  if (a === undefined) return [h("h3", { tabindex: -1 }, app.format.t.network_strongest), ties(app, net, net.ties, undefined, pick), hint(app)];
  if (b === undefined) return ofNode(app, net, a, pick);
  return ofPair(app, net, a, b, pick);
}

const hint = (app: App): HTMLElement => h("p", { class: "note" }, app.format.t.network_pick);

const nameOf = (app: App, net: Net, node: number): string => app.format.entity(app.corpus.entity(net.nodes[node]?.entity ?? 0));

function dot(net: Net, node: number): HTMLElement {
  return h("span", { class: `dot ${net.nodes[node]?.label}`, "aria-hidden": "true" });
}

/** Ties as a table; of one node, only the other one is named. */
function ties(app: App, net: Net, all: readonly Tie[], of: number | undefined, pick: (picked: Picked) => void): HTMLElement {
  const { format } = app;
  const { t } = format;
  const rows = all.slice(0, TIES).map((tie) => {
    const ends = of === undefined ? [tie.a, tie.b] : [tie.a === of ? tie.b : tie.a];
    const content = h("span", { class: "ends" });
    for (const end of ends) content.append(h("span", { class: "end" }, dot(net, end), h("bdi", {}, nameOf(app, net, end))));
    const open = button(content, () => pick({ nodes: [of ?? tie.a, of === tie.a || of === undefined ? tie.b : tie.a] }), { class: "entity" });
    return h("tr", {}, h("td", {}, open), h("td", { class: "n" }, format.number(tie.together)), h("td", { class: "n" }, format.decimal(tie.pmi)));
  });
  return h(
    "table",
    { class: "ties" },
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, t.name), h("th", { scope: "col", class: "n" }, t.together), h("th", { scope: "col", class: "n" }, h("abbr", { title: t.weight_pmi }, t.pmi)))),
    h("tbody", {}, ...rows),
  );
}

function ofNode(app: App, net: Net, node: number, pick: (picked: Picked) => void): HTMLElement[] {
  const { t } = app.format;
  const entity = net.nodes[node]?.entity ?? 0;
  const filtered = app.store.state.entities.includes(entity);
  return [
    h("h3", { tabindex: -1 }, dot(net, node), " ", t.network_links(nameOf(app, net, node))),
    h(
      "p",
      { class: "panel-actions" },
      app.data.kind !== "overview" && button(filtered ? t.unfilter : t.filterTo, () => toggleEntity(app, entity), { class: "quiet" }),
      button(t.close, () => pick({ nodes: [] }), { class: "quiet" }),
    ),
    ties(app, net, net.ties.filter((tie) => tie.a === node || tie.b === node), node, pick),
  ];
}

function ofPair(app: App, net: Net, a: number, b: number, pick: (picked: Picked) => void): HTMLElement[] {
  const { format } = app;
  const { t } = format;
  const head = [
    h("h3", { tabindex: -1 }, t.network_pair(nameOf(app, net, a), nameOf(app, net, b))),
    h(
      "p",
      { class: "panel-actions" },
      button(`← ${t.network_links(nameOf(app, net, a))}`, () => pick({ nodes: [a] }), { class: "quiet" }),
      button(t.close, () => pick({ nodes: [] }), { class: "quiet" }),
    ),
  ];
  const pair: [number, number] = [net.nodes[a]?.entity ?? -1, net.nodes[b]?.entity ?? -1];
  if (app.data.kind === "overview") {
    const go = (): void => app.store.set({ entities: pair, tab: "pages" }, true);
    return [...head, h("p", { class: "note" }, t.network_where), h("p", {}, button(t.network_pages, go, { class: "quiet" }))];
  }
  const found = passages(app, pair);
  const list = h("ol", { class: "passages" });
  const more = button("", () => add(), { class: "quiet" });
  const add = (): void => {
    const from = list.childElementCount;
    list.append(...found.slice(from, from + STEP).map((passage) => quote(app, passage)));
    const left = found.length - list.childElementCount;
    more.hidden = left === 0;
    more.textContent = t.showMore(format.number(Math.min(STEP, left)));
  };
  add();
  const count = found.length > 0 ? t.network_sentences(found.length, format.number(found.length)) : t.network_noSentences;
  return [...head, h("p", { class: "note" }, count), list, more];
}

interface Passage {
  document: number;
  start: number;
  end: number;
  mentions: Mention[];
}

/** The sentences that hold both, or in the window of a document those that hold either. */
function passages(app: App, pair: [number, number]): Passage[] {
  const { state } = app.store;
  const found: Passage[] = [];
  for (const index of app.selection().documents) {
    const document = app.data.documents[index] as Doc;
    if (document.text === undefined) continue;
    const sentences = new Map<number, Mention[]>();
    const inDocument = new Set<number>();
    for (const mention of document.mentions) {
      if (!pair.includes(mention[4]) || !counts(mention, state)) continue;
      inDocument.add(mention[4]);
      const sentence = sentenceOf(document, mention[1]);
      const here = sentences.get(sentence);
      if (here) here.push(mention);
      else sentences.set(sentence, [mention]);
    }
    if (inDocument.size < 2) continue;
    for (const [sentence, mentions] of sentences) {
      const both = new Set(mentions.map((mention) => mention[4])).size === 2;
      if (state.window === "sentence" && !both) continue;
      const start = sentence === 0 ? 0 : (document.sentences?.[sentence - 1] ?? 0);
      found.push({ document: index, start, end: document.sentences?.[sentence] ?? document.text.length, mentions });
    }
  }
  return found;
}

function quote(app: App, passage: Passage): HTMLElement {
  const document = app.data.documents[passage.document] as Doc;
  const text = document.text ?? "";
  const words = h("q", { lang: document.lang, dir: "auto" });
  let at = passage.start;
  for (const mention of passage.mentions) {
    words.append(text.slice(at, mention[1]), h("span", { class: `m ${labelOf(mention)}` }, text.slice(mention[1], mention[2])));
    at = mention[2];
  }
  words.append(text.slice(at, passage.end).trimEnd());
  const date = dated(document);
  const go = (event: MouseEvent): void => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    app.store.set({ tab: "documents", doc: passage.document }, true);
  };
  return h(
    "li",
    {},
    words,
    h("a", { href: app.store.hash({ tab: "documents", doc: passage.document }), onclick: go, dir: "auto" }, document.title ?? document.id),
    date !== undefined && h("span", { class: "count" }, ` ${app.format.date(date, "short")}`),
  );
}
