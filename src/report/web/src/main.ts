/** Reads the data and builds the page; builds it anew when the language changes. */

import type { App, View } from "./app";
import { closeCard, dropCard } from "./card";
import { Corpus, type Selection } from "./corpus";
import type { Data } from "./data";
import { documents } from "./documents";
import { h } from "./dom";
import { filters } from "./filters";
import { Format } from "./format";
import { map } from "./map";
import { masthead } from "./masthead";
import { network } from "./network";
import { pages } from "./pages";
import { initialState, Store, type State, type Tab } from "./state";
import { tables } from "./tables";
import { tabs } from "./tabs";
import { timeline } from "./timeline";
import { single } from "./view";

const MAKE: Record<Tab, (app: App) => View> = { pages, documents, tables, timeline, map, network };

/** The data, or nothing where the page was never filled or is damaged. */
function read(): Data | undefined {
  try {
    const data = JSON.parse(document.getElementById("griot-data")?.textContent ?? "") as Data;
    return data.schema === "griot-report/1" ? data : undefined;
  } catch {
    return undefined;
  }
}

function tabsOf(data: Data): Tab[] {
  const charts: Tab[] = ["tables", "timeline", "map", "network"];
  return data.kind === "overview" ? [...charts, "pages"] : ["documents", ...charts];
}

function start(data: Data): void {
  const names = tabsOf(data);
  const corpus = new Corpus(data);
  const store = new Store(initialState(data, names[0] ?? "documents"), corpus, names);
  let selected: { state: State; selection: Selection } | undefined;
  const selection = (): Selection => {
    if (!selected || changed(selected.state, store.state)) {
      selected = { state: store.state, selection: corpus.select(store.state) };
    }
    return selected.selection;
  };
  let parts: View[] = [];
  const render = (): void => {
    closeCard();
    const app: App = { data, corpus, store, format: new Format(store.state.lang), selection };
    parts = build(app);
    for (const part of parts) part.update();
  };
  store.listen((state, last) => {
    if (state.lang !== last.lang) {
      render();
      document.querySelector<HTMLElement>(`.languages [lang=${state.lang}]`)?.focus();
    } else {
      keepingFocus(() => {
        for (const part of parts) part.update();
        dropCard();
      });
    }
  });
  render();
}

/** What is drawn anew loses the focus: it goes to what took its place, told by `data-focus`. */
function keepingFocus(act: () => void): void {
  const focused = document.activeElement;
  const name = focused?.getAttribute("data-focus");
  act();
  if (document.activeElement !== document.body || !focused || focused === document.body) return;
  const panel = document.querySelector("[role=tabpanel]:not([hidden])");
  const next = name ? panel?.querySelector<HTMLElement>(`[data-focus="${name}"]`) : undefined;
  (next ?? document.querySelector<HTMLElement>("[role=tab][aria-selected=true]"))?.focus({ preventScroll: true });
}

/** Whether what is selected may differ between two states. */
function changed(a: State, b: State): boolean {
  const keys = ["q", "entities", "score", "furniture", "from", "to"] as const;
  return keys.some((key) => a[key] !== b[key]);
}

/** Puts the page together; gives the parts that follow the state. */
function build(app: App): View[] {
  const { data, format } = app;
  const { t } = format;
  document.documentElement.lang = format.lang;
  document.title = data.title;
  document.body.dataset.kind = data.kind;
  const skip = h("a", { class: "skip", href: "#content", onclick: focusContent }, t.skip);
  const footer = h("footer", {}, h("p", {}, t.footer), h("p", {}, t.shortcuts));
  const parts: View[] = [];
  const empty = data.documents.length === 0 && data.kind !== "overview";
  if (empty) {
    const sentence = h("main", { id: "content", class: "nothing" }, h("p", {}, h("strong", {}, t.emptyReport)), h("p", {}, t.emptyWhy));
    show(skip, masthead(app), sentence, footer);
    return parts;
  }
  const body = data.kind === "view" ? single(app) : tabs(app, MAKE);
  parts.push(filters(app), body);
  show(skip, masthead(app), ...parts.map((part) => part.element), footer);
  return parts;
}

function focusContent(event: Event): void {
  event.preventDefault();
  document.getElementById("content")?.focus();
}

/** Puts `elements` in place of what the page showed, the data and the scripts aside. */
function show(...elements: HTMLElement[]): void {
  document.getElementById("page")?.remove();
  document.body.prepend(h("div", { id: "page" }, ...elements));
}

const data = read();
if (data) {
  start(data);
} else {
  const lang = navigator.language.startsWith("fr") ? "fr" : "en";
  show(h("main", { class: "nothing" }, h("p", {}, new Format(lang).t.broken)));
}
