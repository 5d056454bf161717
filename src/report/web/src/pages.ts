/** The list of pages of a corpus that was split. */

import type { App, View } from "./app";
import { h } from "./dom";
import { address } from "./masthead";

export function pages(app: App): View {
  const { data, format, store } = app;
  const { t } = format;
  const body = h("tbody");
  const element = h(
    "section",
    {},
    h("p", { class: "intro" }, t.pages_lead),
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
    const { lang } = store.state;
    const hash = lang === data.lang ? "" : `#lang=${lang}`;
    body.replaceChildren(
      ...(data.pages ?? []).map((page, index) =>
        h(
          "tr",
          {},
          h("th", { scope: "row" }, h("a", { href: address(page.file) + hash }, `${t.page} ${format.number(index + 1)}`)),
          h("td", { class: "n" }, format.number(page.documents)),
          h("td", { class: "id" }, page.from),
          h("td", { class: "id" }, page.to),
        ),
      ),
    );
  }
  return { element, update };
}
