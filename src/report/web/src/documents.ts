/** The documents: their list, and the chosen one. On a narrow screen one or the other. */

import type { App, View } from "./app";
import { article } from "./article";
import { counts, dated } from "./corpus";
import type { Doc } from "./data";
import { button, h } from "./dom";
import { hits, terms } from "./fold";

/** Entries that are added to the list at once. */
const STEP = 60;
/** Characters before and after a hit in the list. */
const AROUND = 45;

export function documents(app: App): View {
  const { data, store, format } = app;
  const { t } = format;
  const list = h("ol", { class: "doc-list" });
  const more = button("", () => add(STEP), { class: "quiet more" });
  const shown = article(app);
  const reader = h(
    "div",
    { class: "reader" },
    button(`← ${t.back}`, () => store.set({ doc: undefined }, true), { class: "quiet back" }),
    shown.element,
  );
  const none = h("p", { class: "nothing" }, t.noMatch);
  const side = h("nav", { class: "side", "aria-label": t.list }, list, more);
  const element = h("section", { class: "documents" }, side, reader, none);
  let listed: readonly number[] = [];
  let query = "";
  let filled = 0;

  list.addEventListener("keydown", (event) => {
    const links = [...list.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement as HTMLAnchorElement);
    const next = links[at + (event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : Number.NaN)];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
  // The list scrolls by itself, and its end may lie below the window.
  const watch = { rootMargin: "0px 0px 900px 0px" };
  const end = new IntersectionObserver((entries) => {
    if (entries.some((entry) => entry.isIntersecting)) add(STEP);
  }, watch);

  function add(count: number): void {
    const next = listed.slice(filled, filled + count);
    filled += next.length;
    list.append(...next.map((index) => entry(index)));
    const left = listed.length - filled;
    more.hidden = left === 0;
    more.textContent = t.showMore(format.number(Math.min(left, STEP)));
    // Watched anew, it is told of even where it never left the window.
    end.unobserve(more);
    end.observe(more);
  }

  function update(): void {
    const { state } = store;
    const found = app.selection().documents;
    if (found !== listed || state.q !== query || filled === 0) {
      listed = found;
      query = state.q;
      filled = 0;
      list.replaceChildren();
      add(STEP);
    }
    const chosen = state.doc !== undefined && found.includes(state.doc) ? state.doc : undefined;
    const index = chosen ?? found[0];
    element.classList.toggle("reading", chosen !== undefined);
    none.hidden = found.length > 0;
    side.hidden = found.length === 0;
    reader.hidden = index === undefined;
    if (index === undefined) return;
    const place = found.indexOf(index);
    if (place >= filled) add(place - filled + STEP);
    for (const link of list.querySelectorAll("a[aria-current]")) link.removeAttribute("aria-current");
    list.children[place]?.querySelector("a")?.setAttribute("aria-current", "true");
    shown.show(index);
  }

  function entry(index: number): HTMLElement {
    const doc = data.documents[index] as Doc;
    const { state } = store;
    const date = dated(doc);
    const count = doc.mentions.filter((mention) => counts(mention, state)).length;
    const choose = (event: MouseEvent): void => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      store.set({ doc: index }, true);
      // Where the list gave way to the text, and where the text's beginning is out of sight.
      if (side.offsetParent === null || reader.getBoundingClientRect().top < 0) element.scrollIntoView();
    };
    return h(
      "li",
      {},
      h(
        "a",
        { href: store.hash({ doc: index }), onclick: choose },
        h("span", { class: "doc-title", dir: "auto", lang: doc.lang }, doc.title ?? firstLine(doc) ?? doc.id),
        h(
          "span",
          { class: "doc-meta" },
          date === undefined ? (doc.date ?? t.undated) : format.date(date, "short"),
          ` · ${doc.lang.toUpperCase()} · `,
          doc.duplicateOf === undefined ? format.mentions(count) : t.duplicateOf(doc.duplicateOf),
        ),
        snippet(doc, state.q),
      ),
    );
  }

  return { element, update };
}

/** Something to call a document by that has no title. */
function firstLine(doc: Doc): string | undefined {
  const line = doc.text?.trimStart().split("\n", 1)[0]?.trim();
  return line ? (line.length > 90 ? `${line.slice(0, 88)}…` : line) : undefined;
}

/** The first place in the text that the search found. */
function snippet(doc: Doc, query: string): HTMLElement | null {
  if (query === "" || doc.text === undefined) return null;
  const first = hits(doc.text, terms(query))[0];
  if (!first) return null;
  const [start, end] = first;
  const before = doc.text.slice(Math.max(0, start - AROUND), start).replace(/\s+/g, " ");
  const after = doc.text.slice(end, end + AROUND).replace(/\s+/g, " ");
  return h("span", { class: "snippet", dir: "auto" }, `…${before}`, h("mark", { class: "hit" }, doc.text.slice(start, end)), `${after}…`);
}
