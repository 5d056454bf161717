/** The list of pages of a corpus that was split. */

import type { App, View } from "./app";
import { h, type Attributes } from "./dom";

/** A link to a file of the report, which takes the language and the entities chosen along. */
export function pageLink(app: App, file: string, text: string, attributes: Attributes = {}): HTMLAnchorElement {
  const place = `./${encodeURIComponent(file)}`;
  const carry = (): void => {
    link.href = place + carried(app);
  };
  // A middle click and a menu give no `click`; the state may change while the link has the focus.
  const link = h("a", { href: place, onpointerdown: carry, onfocus: carry, onclick: carry, ...attributes }, text);
  return link;
}

function carried(app: App): string {
  const { lang, entities } = app.store.state;
  const parts = new URLSearchParams();
  if (lang !== app.data.lang) parts.set("lang", lang);
  for (const entity of entities) parts.append("e", app.corpus.entityName(entity));
  return parts.size > 0 ? `#${parts}` : "";
}

export function pages(app: App): View {
  const { data, format, store } = app;
  const { t } = format;
  const body = h("tbody");
  const filtered = h("p", { class: "note", role: "status" });
  const element = h(
    "section",
    {},
    h("p", { class: "intro" }, t.pages_lead),
    filtered,
    h(
      "div",
      { class: "scroll" },
      h(
        "table",
        {},
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            h("th", { scope: "col" }, t.page),
            h("th", { scope: "col", class: "n" }, t.col_documents),
            h("th", { scope: "col" }, t.pages_from),
            h("th", { scope: "col" }, t.pages_to),
          ),
        ),
        body,
      ),
    ),
  );
  function update(): void {
    const chosen = store.state.entities.map((entity) => format.entity(app.corpus.entity(entity)));
    filtered.hidden = chosen.length === 0;
    filtered.textContent = t.pages_filtered(chosen.join(", "));
    body.replaceChildren(
      ...(data.pages ?? []).map((page, index) =>
        h(
          "tr",
          {},
          h("th", { scope: "row" }, pageLink(app, page.file, `${t.page} ${format.number(index + 1)}`)),
          h("td", { class: "n" }, format.number(page.documents)),
          h("td", { class: "id" }, page.from),
          h("td", { class: "id" }, page.to),
        ),
      ),
    );
  }
  return { element, update };
}
