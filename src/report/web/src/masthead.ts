/** The head of the page: its title, and the corpus in a sentence. */

import type { App } from "./app";
import { titledByText } from "./article";
import type { Lang } from "./data";
import { LABELS } from "./labels";
import { button, h, rich } from "./dom";
import { pageLink } from "./pages";
import { STRINGS } from "./strings";

export function masthead(app: App): HTMLElement {
  const { data, format } = app;
  const { t } = format;
  const view = data.kind === "view";
  return h(
    "header",
    { class: "masthead" },
    h(
      "div",
      { class: "masthead-top" },
      h("span", { class: "kicker" }, h("span", { class: "brand" }, "griot"), view ? t.kickerView : t.kicker),
      languages(app),
    ),
    !titledByText(app) && h("h1", { dir: "auto" }, data.title),
    data.documents.length > 0 || data.kind === "overview" ? h("p", { class: "lead" }, rich(lead(app))) : null,
    pages(app),
  );
}

function languages(app: App): HTMLElement {
  const { t, lang } = app.format;
  const one = (other: Lang): HTMLElement =>
    button(STRINGS[other].language, () => app.store.set({ lang: other }), {
      lang: other,
      "aria-pressed": String(other === lang),
    });
  return h("div", { class: "languages", role: "group", "aria-label": t.languageSwitch }, one("fr"), one("en"));
}

/** The key figures as a sentence, in the marks of `rich`. */
function lead(app: App): string {
  const { t } = app.format;
  const { totals } = app.data;
  const { fr, en } = totals.langs;
  let languages = "";
  if (fr > 0 && en > 0) languages = t.lead_languages(app.format.number(fr), app.format.number(en));
  else languages = fr > 0 ? t.lead_french : t.lead_english;
  let period = "";
  if (totals.first !== undefined && totals.last !== undefined) {
    const [first, last] = [app.format.date(totals.first), app.format.date(totals.last)];
    period = first === last ? t.lead_day(first) : t.lead_period(first, last);
  }
  const all = LABELS.reduce((sum, label) => sum + totals.mentions[label], 0);
  const named = LABELS.filter((label) => totals.mentions[label] > 0).map((label) =>
    t[`count_${label}`](app.format.number(totals.mentions[label])),
  );
  const last = named.pop();
  let text = t.lead_documents(app.format.documents(totals.documents), languages, period);
  if (last !== undefined) {
    const list = named.length > 0 ? `${named.join(", ")}${t.and}${last}` : last;
    text += t.lead_mentions(app.format.mentions(all), list);
  }
  if (totals.furniture > 0) text += t.lead_furniture(app.format.number(totals.furniture));
  if (totals.duplicates > 0) text += t.lead_duplicates(app.format.number(totals.duplicates));
  return text;
}

/** On a page of a split corpus: where it stands, and the way to the others. */
function pages(app: App): HTMLElement | null {
  const { format } = app;
  const { part } = app.data;
  if (!part) return null;
  return h(
    "nav",
    { class: "part", "aria-label": format.t.tab_pages },
    h("p", {}, format.t.part),
    h(
      "p",
      { class: "part-links" },
      pageLink(app, "index.html", format.t.whole),
      part.previous !== undefined && pageLink(app, part.previous, `← ${format.t.previousPage}`, { rel: "prev" }),
      h("span", {}, format.t.part_of(format.number(part.number), format.number(part.of))),
      part.next !== undefined && pageLink(app, part.next, `${format.t.nextPage} →`, { rel: "next" }),
    ),
  );
}
