/** What the reader has chosen, kept in the address so that it can be shared and gone back to. */

import type { Data, Label, Lang } from "./data";
import { LABELS } from "./labels";
import { dayOf } from "./days";

const TABS = ["pages", "documents", "tables", "timeline", "map", "network"] as const;
export type Tab = (typeof TABS)[number];

export interface State {
  lang: Lang;
  tab: Tab;
  /** Index into `data.documents`, once one was chosen. */
  doc: number | undefined;
  /** The search over texts. */
  q: string;
  /** The search over names in the tables. */
  name: string;
  /** Indices into `data.entities`: only documents that name all of them. */
  entities: number[];
  /** Labels switched off. */
  off: Label[];
  /** Lowest score that counts, in thousandths. */
  score: number;
  /** Whether mentions in page furniture count. */
  furniture: boolean;
  /** Only documents dated from and to these days. */
  from: string | undefined;
  to: string | undefined;
  /** Network: what two entities share, how a tie is weighed, how many nodes, how often at least. */
  window: "sentence" | "document";
  weight: "count" | "pmi";
  nodes: number;
  least: number;
}

/** What a page shows before the reader chose anything. */
export function initialState(data: Data, tab: Tab): State {
  const texts = data.overview || data.documents.some((document) => document.text !== undefined);
  return {
    lang: data.lang,
    tab,
    doc: undefined,
    q: "",
    name: "",
    entities: [],
    off: [],
    score: 0,
    furniture: false,
    from: undefined,
    to: undefined,
    window: texts ? "sentence" : "document",
    weight: "count",
    nodes: 80,
    least: 1,
  };
}

/** Names for what the address cannot hold by index, since indices change with the corpus. */
export interface Names {
  entityName(entity: number): string;
  entityOf(name: string): number | undefined;
  documentName(document: number): string;
  documentOf(name: string): number | undefined;
}

export function toHash(state: State, initial: State, names: Names): string {
  const parts = new URLSearchParams();
  if (state.tab !== initial.tab) parts.set("tab", state.tab);
  if (state.lang !== initial.lang) parts.set("lang", state.lang);
  if (state.doc !== undefined) parts.set("doc", names.documentName(state.doc));
  if (state.q !== "") parts.set("q", state.q);
  if (state.name !== "") parts.set("name", state.name);
  for (const entity of state.entities) parts.append("e", names.entityName(entity));
  for (const label of state.off) parts.append("off", label);
  if (state.score !== initial.score) parts.set("score", String(state.score / 1000));
  if (state.furniture) parts.set("furniture", "1");
  if (state.from !== undefined) parts.set("from", state.from);
  if (state.to !== undefined) parts.set("to", state.to);
  if (state.window !== initial.window) parts.set("window", state.window);
  if (state.weight !== initial.weight) parts.set("weight", state.weight);
  if (state.nodes !== initial.nodes) parts.set("nodes", String(state.nodes));
  if (state.least !== initial.least) parts.set("least", String(state.least));
  return parts.toString();
}

/** The state that an address asks for; what it does not know is left as at first. */
export function fromHash(hash: string, initial: State, names: Names, tabs: readonly Tab[]): State {
  const parts = new URLSearchParams(hash.replace(/^#/, ""));
  const one = <Option extends string>(name: string, options: readonly Option[], otherwise: Option): Option => {
    const value = parts.get(name);
    return options.find((option) => option === value) ?? otherwise;
  };
  const number = (name: string, least: number, most: number, otherwise: number): number => {
    const value = Number(parts.get(name) ?? Number.NaN);
    return value >= least && value <= most ? value : otherwise;
  };
  const day = (name: string): string | undefined => {
    const value = parts.get(name) ?? undefined;
    return dayOf(value) === undefined ? undefined : value;
  };
  const document = parts.get("doc");
  const entities = parts.getAll("e").map((name) => names.entityOf(name));
  return {
    lang: one("lang", ["fr", "en"], initial.lang),
    tab: one("tab", tabs, initial.tab),
    doc: document === null ? undefined : names.documentOf(document),
    q: parts.get("q") ?? "",
    name: parts.get("name") ?? "",
    entities: [...new Set(entities.filter((entity) => entity !== undefined))],
    off: LABELS.filter((label) => parts.getAll("off").includes(label)),
    score: Math.round(number("score", 0, 1, initial.score / 1000) * 1000),
    furniture: parts.get("furniture") === "1",
    from: day("from"),
    to: day("to"),
    window: one("window", ["sentence", "document"], initial.window),
    weight: one("weight", ["count", "pmi"], initial.weight),
    nodes: Math.round(number("nodes", 10, 200, initial.nodes)),
    least: Math.round(number("least", 1, 20, initial.least)),
  };
}

/** Marks the entries of the history that are the page's own, unlike an address that was typed or followed. */
const OWN = "griot";

/** The state, who listens to it, and the address. */
export class Store {
  #state: State;
  #listeners: ((state: State, last: State) => void)[] = [];

  constructor(
    readonly initial: State,
    readonly names: Names,
    readonly tabs: readonly Tab[],
  ) {
    this.#state = fromHash(location.hash, initial, names, tabs);
    history.replaceState(OWN, "");
    addEventListener("popstate", ({ state }) => this.#arrive(state === OWN));
  }

  get state(): State {
    return this.#state;
  }

  /** The address part of the state with `change`, for links. */
  hash(change: Partial<State> = {}): string {
    return `#${toHash({ ...this.#state, ...change }, this.initial, this.names)}`;
  }

  /** A step that the reader can go back from is `kept` in the history. */
  set(change: Partial<State>, kept = false): void {
    const next = { ...this.#state, ...change };
    const hash = toHash(next, this.initial, this.names);
    // The page comes first: a browser may refuse to write the address too often.
    this.#become(next);
    // An empty one is `#` when written and nothing when read.
    if (kept && hash !== location.hash.slice(1)) history.pushState(OWN, "", `#${hash}`);
    else history.replaceState(OWN, "", `#${hash}`);
  }

  listen(listener: (state: State, last: State) => void): void {
    this.#listeners.push(listener);
  }

  /** Takes over the address. The language is no step to go back from: only a new address changes it. */
  #arrive(back: boolean): void {
    const next = fromHash(location.hash, this.initial, this.names, this.tabs);
    const named = new URLSearchParams(location.hash.slice(1)).has("lang");
    this.set({ ...next, lang: named && !back ? next.lang : this.#state.lang });
  }

  #become(next: State): void {
    const last = this.#state;
    this.#state = next;
    for (const listener of this.#listeners) listener(next, last);
  }
}
