/** Who, which, where, when: a ranked table for each label. */

import { toggleEntity, type App, type View } from "./app";
import type { Count } from "./corpus";
import { csv, download } from "./csv";
import type { Entity, Label } from "./data";
import { LABELS } from "./labels";
import { button, h } from "./dom";
import { fold } from "./fold";
import { word } from "./strings";

const FEW = 10;
const STEP = 200;
const FORMS = 4;
/** Entities of a label that an overview holds at most. */
const MOST = 2000;

type Column = "name" | "mentions" | "documents" | "first" | "last";
interface Order {
  column: Column;
  down: boolean;
}

export function tables(app: App): View {
  const { store, format, data } = app;
  const { t } = format;
  const search = h("input", {
    type: "search",
    class: "search",
    placeholder: t.nameSearch,
    "aria-label": t.nameSearch,
    autocomplete: "off",
    spellcheck: "false",
    oninput: () => store.set({ name: search.value }),
  });
  const cut = data.kind === "overview" && LABELS.some((label) => data.entities.filter((entity) => entity.label === label).length >= MOST);
  const jump = h("nav", { class: "jump", "aria-label": t.tab_tables });
  const sections = LABELS.map((label) => table(app, label));
  for (const section of sections) jump.append(section.link);
  const element = h(
    "section",
    { class: "tables" },
    h("div", { class: "tables-head" }, jump, search),
    cut && h("p", { class: "note" }, t.overviewFirst),
    ...sections.map((section) => section.element),
  );
  function update(): void {
    if (search.value !== store.state.name) search.value = store.state.name;
    for (const section of sections) section.update();
  }
  return { element, update };
}

function table(app: App, label: Label): View & { link: HTMLElement } {
  const { store, format, corpus } = app;
  const { t } = format;
  const id = `table-${label}`;
  let order: Order = { column: "documents", down: true };
  let limit = FEW;
  const total = h("span", { class: "count" });
  const linkTotal = h("span", { class: "count" });
  const body = h("tbody");
  const empty = h("p", { class: "note" }, t.noEntities);
  const more = button("", () => {
    limit = limit === FEW ? STEP : limit + STEP;
    update();
    if (more.hidden) less.focus({ preventScroll: true });
  }, { class: "quiet" });
  const less = button(t.showLess, () => {
    limit = FEW;
    update();
    jump();
  }, { class: "quiet" });
  const keep = button(t.csv, () => download(`griot-${label.toLowerCase()}.csv`, csv(rows())), { class: "quiet csv" });
  const heads: [HTMLElement, Column][] = [];

  function head(column: Column, text: string, number: boolean, help?: string): HTMLElement {
    const sort = button(text, () => {
      order = { column, down: order.column === column ? !order.down : column === "mentions" || column === "documents" };
      update();
    }, { title: help });
    const cell = h("th", { scope: "col", class: number && "n" }, sort);
    heads.push([cell, column]);
    return cell;
  }

  const grid = h(
    "table",
    { "aria-labelledby": `${id}-title` },
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        h("th", { scope: "col", class: "n rank" }, h("abbr", { title: t.rank }, "#")),
        head("name", t.name, false),
        head("mentions", t.col_mentions, true),
        head("documents", t.col_documents, true),
        head("first", t.first, true, t.firstHelp),
        head("last", t.last, true, t.firstHelp),
        h("th", { scope: "col", class: "forms" }, t.variants),
      ),
    ),
    body,
  );
  const scroll = h("div", { class: "scroll", tabindex: 0, role: "region", "aria-labelledby": `${id}-title` }, grid);
  const element = h(
    "section",
    { class: "table-section", id, tabindex: -1 },
    h(
      "div",
      { class: "table-title" },
      h("h2", { id: `${id}-title` }, h("span", { class: `dot ${label}`, "aria-hidden": "true" }), word(t, "asks", label), " ", total),
      keep,
    ),
    scroll,
    empty,
    h("p", { class: "more" }, more, less),
  );
  const jump = (): void => {
    element.scrollIntoView();
    element.focus({ preventScroll: true });
  };
  const link = button(word(t, "asks", label), jump, { class: "quiet" });
  link.append(" ", linkTotal);

  /** What is left of the label's entities, in the order chosen. */
  function counted(): Count[] {
    const wanted = fold(store.state.name.trim());
    const all = app.selection().counts[label].filter((count) => wanted === "" || named(app, corpus.entity(count.entity), wanted));
    if (order.column === "documents" && order.down) return all;
    const up = order.down ? -1 : 1;
    const key = (count: Count): string | number | undefined =>
      order.column === "name" ? fold(format.entity(corpus.entity(count.entity))) : count[order.column];
    return [...all].sort((a, b) => {
      const [x, y] = [key(a), key(b)];
      if (x === y) return 0;
      if (x === undefined) return 1;
      if (y === undefined) return -1;
      return x < y ? -up : up;
    });
  }

  function rows(): (string | number | undefined)[][] {
    const names = ["label", "name", "key", "mentions", "documents", "first_date", "last_date", "variants"];
    const line = (count: Count): (string | number | undefined)[] => {
      const entity = corpus.entity(count.entity);
      const forms = entity.variants.map(([form, times]) => `${form} (${times})`).join("; ");
      return [label, format.entity(entity), entity.key, count.mentions, count.documents, count.first, count.last, forms];
    };
    return [names, ...counted().map(line)];
  }

  function update(): void {
    element.hidden = store.state.off.includes(label);
    link.hidden = element.hidden;
    if (element.hidden) return;
    const all = counted();
    const most = all.reduce((top, count) => Math.max(top, count.mentions), 1);
    total.textContent = format.number(all.length);
    linkTotal.textContent = format.number(all.length);
    for (const [cell, column] of heads) {
      const chosen = column === order.column;
      if (chosen) cell.setAttribute("aria-sort", order.down ? "descending" : "ascending");
      else cell.removeAttribute("aria-sort");
    }
    body.replaceChildren(...all.slice(0, limit).map((count, index) => row(app, count, index + 1, most)));
    scroll.hidden = all.length === 0;
    keep.hidden = all.length === 0;
    empty.hidden = all.length > 0;
    more.hidden = all.length <= limit;
    more.textContent = limit === FEW && all.length <= STEP ? t.showAll(format.number(all.length)) : t.showMore(format.number(Math.min(STEP, all.length - limit)));
    less.hidden = limit === FEW || all.length <= FEW;
  }

  return { element, update, link };
}

/** Whether one of the names of an entity holds what is looked for. */
function named(app: App, entity: Entity, wanted: string): boolean {
  const names = [app.format.entity(entity), entity.name, entity.fr, entity.en, entity.key, ...entity.variants.map(([form]) => form)];
  return names.some((name) => name !== undefined && fold(name).includes(wanted));
}

function row(app: App, count: Count, rank: number, most: number): HTMLElement {
  const { format, store } = app;
  const { t } = format;
  const entity = app.corpus.entity(count.entity);
  const name = format.entity(entity);
  const chosen = store.state.entities.includes(count.entity);
  const filter = button(name, () => toggleEntity(app, count.entity), {
    class: "entity",
    dir: "auto",
    "data-focus": `row-${count.entity}`,
    "aria-pressed": String(chosen),
    title: chosen ? t.unfilter : t.filterBy(name),
  });
  const bar = h("span", { class: `bar ${entity.label}`, "aria-hidden": "true" });
  bar.style.setProperty("--share", String(count.mentions / most));
  const date = (day: string | undefined): string => (day === undefined ? "" : format.date(day, "short"));
  const code = entity.label === "COUNTRY" && entity.key ? h("span", { class: "code" }, entity.key) : null;
  return h(
    "tr",
    { class: chosen && "chosen" },
    h("td", { class: "n rank" }, format.number(rank)),
    h("th", { scope: "row" }, filter, code, entity.partial && h("abbr", { class: "partial", title: t.partialHelp }, t.partial)),
    h("td", { class: "n bars" }, bar, h("span", {}, format.number(count.mentions))),
    h("td", { class: "n" }, format.number(count.documents)),
    h("td", { class: "n date" }, date(count.first)),
    h("td", { class: "n date" }, date(count.last)),
    h("td", { class: "forms" }, forms(app, entity)),
  );
}

/** The surfaces of an entity, most frequent first. */
function forms(app: App, entity: Entity): HTMLElement {
  const shown = entity.variants.slice(0, FORMS);
  const left = entity.variants.slice(FORMS);
  const all = h("span", {});
  shown.forEach(([form, times], index) => {
    all.append(index > 0 ? ", " : "", h("bdi", {}, form), h("span", { class: "count" }, ` ${app.format.number(times)}`));
  });
  if (left.length > 0) {
    const rest = left.map(([form, times]) => `${form} ${times}`).join(", ");
    all.append(" ", h("abbr", { title: rest }, app.format.t.more(app.format.number(left.length))));
  }
  return all;
}
