/** One document: its text with the mentions marked, or the list of its mentions where there is no text. */

import type { App } from "./app";
import { leaveCard, showCard } from "./card";
import { counts, dated, labelOf } from "./corpus";
import type { Doc, Mention } from "./data";
import { button, h, onPress } from "./dom";
import { hits, terms } from "./fold";
import { mentionCard, summary } from "./mention";
import { word } from "./strings";

interface Article {
  readonly element: HTMLElement;
  /** Shows a document under the present state. */
  show(index: number): void;
}

/** Characters of a block of a long text. */
const BLOCK = 4000;

type Range = readonly [number, number];

export function article(app: App): Article {
  const { format } = app;
  const { t } = format;
  const element = h("article", { class: "article" });
  let shown: Doc | undefined;
  let tags = false;

  const mentionAt = (target: EventTarget | null): [Element, Mention] | undefined => {
    const at = target instanceof Element ? target.closest("[data-mention]") : null;
    const mention = at && shown?.mentions[Number(at.getAttribute("data-mention"))];
    return at && mention ? [at, mention] : undefined;
  };
  const open = (event: Event, keep: boolean): void => {
    const found = mentionAt(event.target);
    if (!found) return;
    const [at, mention] = found;
    const surface = shown?.text?.slice(mention[1], mention[2]) ?? mention[7] ?? "";
    showCard(at, `${word(t, "one", labelOf(mention))} : ${surface}`, mentionCard(app, mention, surface), keep);
  };
  element.addEventListener("pointerover", (event) => event.pointerType === "mouse" && open(event, false));
  element.addEventListener("pointerout", (event) => mentionAt(event.target) && leaveCard());
  element.addEventListener("focusin", (event) => open(event, false));
  element.addEventListener("focusout", (event) => mentionAt(event.target) && leaveCard());
  element.addEventListener("click", (event) => open(event, true));
  element.addEventListener("keydown", (event) => {
    if (mentionAt(event.target)) onPress(() => open(event, true))(event);
  });

  function show(index: number): void {
    const document = app.data.documents[index];
    if (!document) return;
    const again = document === shown;
    const focused = again ? mentionAt(window.document.activeElement)?.[0].getAttribute("data-mention") : undefined;
    shown = document;
    const found = document.text === undefined ? [] : hits(document.text, terms(app.store.state.q));
    const body = document.text === undefined ? [listed(app, document)] : written(app, document, document.text, found);
    const anyFurniture = document.text !== undefined && (document.furniture?.length ?? 0) > 0;
    element.replaceChildren(
      h("div", { class: "article-bar" }, meta(app, document), tools(found.length)),
      ...heading(app, document),
      ...body,
      ...(anyFurniture ? [h("p", { class: "note" }, t.furnitureNote)] : []),
    );
    element.classList.toggle("tags", tags);
    if (focused) element.querySelector<HTMLElement>(`[data-mention="${focused}"]`)?.focus();
  }

  /** The switch for labels in the text, and the way from hit to hit. */
  function tools(found: number): HTMLElement {
    const box = h("input", {
      type: "checkbox",
      checked: tags,
      onchange: () => {
        tags = box.checked;
        element.classList.toggle("tags", tags);
      },
    });
    let at = -1;
    const step = (by: number): void => {
      const all = element.querySelectorAll("mark.hit");
      element.querySelector("mark.here")?.classList.remove("here");
      at = (at + by + all.length) % all.length;
      all[at]?.classList.add("here");
      all[at]?.scrollIntoView({ block: "center" });
    };
    return h(
      "div",
      { class: "article-tools" },
      h("label", { class: "check" }, box, t.showTags),
      found > 0 &&
        h(
          "span",
          { class: "hits" },
          h("span", {}, t.hitsHere(found, format.number(found))),
          button("↑", () => step(-1), { class: "icon", "aria-label": t.previousHit, title: t.previousHit }),
          button("↓", () => step(1), { class: "icon", "aria-label": t.nextHit, title: t.nextHit }),
        ),
    );
  }

  return { element, show };
}

/** The page of one text has its title once. */
export const titledByText = (app: App): boolean => app.data.kind === "view" && app.data.documents[0]?.title === app.data.title;

const headingOf = (app: App): "h1" | "h2" => (titledByText(app) ? "h1" : "h2");

/** Date, language and id. */
function meta(app: App, document: Doc): HTMLElement {
  const date = dated(document);
  return h(
    "p",
    { class: "meta" },
    h("span", {}, date === undefined ? (document.date ?? app.format.t.undated) : app.format.date(date)),
    h("span", { class: "tag" }, document.lang.toUpperCase()),
    h("span", { class: "id", dir: "auto" }, document.id),
  );
}

/** The title, where the text does not begin with it, and what the document is a duplicate of. */
function heading(app: App, document: Doc): HTMLElement[] {
  const { duplicateOf: original, title } = document;
  const all: HTMLElement[] = [];
  if (title !== undefined && !opens(document)) all.push(h(headingOf(app), { dir: "auto", lang: document.lang }, title));
  if (original !== undefined) {
    const index = app.corpus.documentWithId(original);
    const link = index === undefined ? original : h("a", { href: wayTo(app, index) }, original);
    all.push(h("p", { class: "note" }, app.format.t.isDuplicate, " ", link));
  }
  return all;
}

/** The address of a document, without the filters where they leave it out. */
function wayTo(app: App, doc: number): string {
  const shown = app.selection().documents.includes(doc);
  return app.store.hash(shown ? { doc } : { doc, entities: [], q: "", from: undefined, to: undefined });
}

/** Whether the text begins with its own title. */
const opens = (document: Doc): boolean =>
  document.title !== undefined &&
  document.title !== "" &&
  document.text !== undefined &&
  document.text.startsWith(document.title) &&
  /^\s*(\n|$)/.test(document.text.slice(document.title.length));

/** The text with its marks; its title, where it begins with it, as a heading. */
function written(app: App, document: Doc, text: string, found: Range[]): HTMLElement[] {
  const { state } = app.store;
  const marked = document.mentions
    .map((mention, index) => ({ mention, index }))
    .filter(({ mention }) => counts(mention, { ...state, furniture: true }) && !state.off.includes(labelOf(mention)));
  const lang = document.lang;
  const fill = (target: HTMLElement, from: number, to: number): HTMLElement => {
    const inside = <Item>(all: Item[], range: (item: Item) => Range): Item[] =>
      all.filter((item) => range(item)[1] > from && range(item)[0] < to);
    const mentions = inside(marked, ({ mention }) => [mention[1], mention[2]]);
    const grey = inside(document.furniture ?? [], (range) => range);
    mark(app, target, text, [from, to], mentions, grey, inside(found, (range) => range));
    return target;
  };
  const title = opens(document) ? (document.title ?? "").length : 0;
  const all: HTMLElement[] = [];
  if (title > 0) all.push(fill(h(headingOf(app), { lang }), 0, title));
  const rest = title + (/^\s*/.exec(text.slice(title))?.[0].length ?? 0);
  let from = title > 0 ? rest : 0;
  for (const to of [...cuts(text, from, document.mentions), text.length]) {
    all.push(fill(h("div", { class: "text", lang }), from, to));
    from = to;
  }
  return all;
}

/** Ends of lines that a long text is cut at, so that the browser lays out only what is seen; never within a mention. */
function cuts(text: string, from: number, mentions: readonly Mention[]): number[] {
  const found: number[] = [];
  let next = 0;
  for (let last = from; text.length - last > 2 * BLOCK; ) {
    const end = text.indexOf("\n", last + BLOCK) + 1;
    if (end === 0) break;
    while (next < mentions.length && (mentions[next]?.[2] ?? 0) <= end) next += 1;
    if ((mentions[next]?.[1] ?? Infinity) >= end) found.push(end);
    last = end;
  }
  return found;
}

/** Appends `text[from..to]` to `target`, cut where a mention, grey or a hit begins or ends. */
function mark(
  app: App,
  target: HTMLElement,
  text: string,
  [from, to]: Range,
  mentions: { mention: Mention; index: number }[],
  grey: readonly Range[],
  found: readonly Range[],
): void {
  const within = (range: Range): number[] => range.map((at) => Math.min(to, Math.max(from, at)));
  const cuts = new Set<number>([from, to]);
  for (const { mention } of mentions) for (const at of within([mention[1], mention[2]])) cuts.add(at);
  for (const range of [...grey, ...found]) for (const at of within(range)) cuts.add(at);
  const order = [...cuts].sort((a, b) => a - b);
  let [m, g, f] = [0, 0, 0];
  let open: { index: number; element: HTMLElement } | undefined;
  for (let i = 0; i + 1 < order.length; i += 1) {
    const [start, end] = [order[i] as number, order[i + 1] as number];
    while (m < mentions.length && (mentions[m]?.mention[2] ?? 0) <= start) m += 1;
    while (g < grey.length && (grey[g]?.[1] ?? 0) <= start) g += 1;
    while (f < found.length && (found[f]?.[1] ?? 0) <= start) f += 1;
    const here = mentions[m];
    const inGrey = (grey[g]?.[0] ?? Infinity) <= start;
    let parent = target;
    if (here && here.mention[1] <= start) {
      if (open?.index !== here.index) {
        open = { index: here.index, element: span(app, here.mention, here.index) };
        target.append(open.element);
      }
      parent = open.element;
    }
    const piece = text.slice(start, end);
    const child = (found[f]?.[0] ?? Infinity) <= start ? h("mark", { class: "hit" }, piece) : piece;
    parent.append(inGrey ? h("span", { class: "furniture" }, child) : child);
  }
}

function span(app: App, mention: Mention, index: number): HTMLElement {
  const label = labelOf(mention);
  const filtered = app.store.state.entities.includes(mention[4]);
  return h("span", {
    class: `m ${label}${filtered ? " chosen" : ""}${mention[6] === 1 ? " in-furniture" : ""}`,
    role: "button",
    tabindex: 0,
    "aria-haspopup": "dialog",
    "data-mention": index,
    "data-tag": word(app.format.t, "one", label),
  });
}

/** The mentions of a document without a text. */
function listed(app: App, document: Doc): HTMLElement {
  const { format } = app;
  const { t } = format;
  const { state } = app.store;
  if (document.mentions.length === 0) return h("p", { class: "note" }, t.noMentions);
  const rows = document.mentions.map((mention, index) => {
    if (!counts(mention, { ...state, furniture: true }) || state.off.includes(labelOf(mention))) return null;
    const marked = span(app, mention, index);
    marked.append(mention[7] ?? "");
    return h(
      "tr",
      { class: mention[6] === 1 ? "furniture" : false },
      h("td", {}, marked),
      h("td", {}, word(t, "one", labelOf(mention))),
      h("td", { dir: "auto" }, summary(app, mention)),
      h("td", { class: "n" }, format.decimal(mention[3] / 1000)),
      h("td", { class: "n" }, format.number(mention[1])),
    );
  });
  const column = (text: string, number = false): HTMLElement => h("th", { scope: "col", class: number && "n" }, text);
  return h(
    "div",
    { class: "listed" },
    h("p", { class: "note" }, t.noText),
    h(
      "div",
      { class: "scroll" },
      h(
        "table",
        {},
        h("thead", {}, h("tr", {}, column(t.surface), column(t.label), column(t.stands), column(t.scoreShort, true), column(t.position, true))),
        h("tbody", {}, ...rows),
      ),
    ),
  );
}
