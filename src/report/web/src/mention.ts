/** What a mention stands for, as the rows of its card. */

import { toggleEntity, type App } from "./app";
import { closeCard } from "./card";
import { labelOf } from "./corpus";
import type { Entity, Mention, Value } from "./data";
import { button, h, type Child } from "./dom";
import type { Format } from "./format";
import { ruleWords } from "./rules";
import { word } from "./strings";

/** The fields of every kind of value; those of the other kinds are absent. */
type Known = Partial<All<Value>> & { clusterRule?: string; known: boolean };
type All<Union> = (Union extends unknown ? (of: Union) => void : never) extends (of: infer Both) => void ? Both : never;

/** The value of a mention: its own, completed by what its entity says. */
function valueOf(app: App, mention: Mention): Known {
  const { value: own = {}, ...rule } = app.data.values[mention[5]] ?? {};
  const entity = app.data.entities[mention[4]];
  const known = Object.keys(own).length > 0 || Object.keys(rule).length > 0 || entity?.key !== undefined;
  const value: Known = { ...own, ...rule, known };
  if (entity?.label === "DATE") {
    value.value ??= entity.key?.split(" ")[0] ?? "";
    value.earliest ??= entity.earliest ?? "";
    value.latest ??= entity.latest ?? "";
    value.grain ??= entity.grain ?? "";
  } else if (entity?.label === "COUNTRY" && value.alternatives === undefined) {
    value.iso2 ??= entity.key ?? "";
  }
  return value;
}

/** A value in a few words, for lists. */
export function summary(app: App, mention: Mention): string {
  const { format } = app;
  const value = valueOf(app, mention);
  const entity = app.data.entities[mention[4]];
  if (labelOf(mention) === "DATE") return value.value ? format.edtf(modified(value)) : "";
  const name = (format.lang === "fr" ? value.name_fr : value.name_en) ?? (entity ? format.entity(entity) : "");
  return value.iso2 ? `${name} (${value.iso2})` : name;
}

const modified = (value: Known): string => (value.mod ? `${value.value} ${value.mod}` : (value.value ?? ""));

/** What the card of a mention shows. */
export function mentionCard(app: App, mention: Mention, surface: string): Child[] {
  const { format } = app;
  const { t } = format;
  const label = labelOf(mention);
  const entity = app.data.entities[mention[4]];
  const name = summary(app, mention) || surface;
  const rows: [string, Child][] = [];
  const add = (title: string, text: Child | undefined): void => {
    if (text !== undefined && text !== "") rows.push([title, text]);
  };
  const value = valueOf(app, mention);
  if (label === "DATE") dateRows(add, format, value);
  else placeRows(add, format, value, entity);
  add(t.card_rule, rule(format, label === "DATE" ? "date" : "country", value.rule));
  add(t.card_cluster, rule(format, "cluster", value.clusterRule));
  if (mention[6] === 1) add(t.card_furniture, "✓");
  add(t.scoreShort, scoreBar(format, mention[3]));
  return [
    h("p", { class: "card-label" }, h("span", { class: `dot ${label}`, "aria-hidden": "true" }), word(t, "one", label)),
    h("p", { class: "card-name", dir: "auto" }, name),
    !value.known && (label === "DATE" || label === "COUNTRY") && h("p", { class: "card-note" }, t.card_unresolved),
    h("dl", {}, ...rows.flatMap(([title, text]) => [h("dt", {}, title), h("dd", {}, text)])),
    entity && app.data.kind !== "view" && cited(app, entity),
    actions(app, mention[4]),
  ];
}

type Add = (title: string, text: Child | undefined) => void;

function dateRows(add: Add, format: Format, value: Known): void {
  const { t } = format;
  if (value.value) add(t.card_value, h("code", {}, modified(value)));
  if (value.earliest && value.latest && value.earliest !== value.latest) {
    add(t.card_interval, t.to(format.date(value.earliest, "short"), format.date(value.latest, "short")));
  }
  add(t.card_part, code(value.part));
  if (value.certainty) add(t.card_certainty, t[`certainty_${value.certainty}` as "certainty_likely"] ?? value.certainty);
  if (value.kind) add(t.card_kind, t[`kind_${value.kind}` as "kind_absolute"] ?? value.kind);
}

function placeRows(add: Add, format: Format, value: Known, entity: Entity | undefined): void {
  const { t } = format;
  if (value.iso2) add(t.card_iso, h("code", {}, [value.iso2, value.iso3].filter(Boolean).join(" · ")));
  if (value.former) add(t.card_former, "✓");
  if (value.country_of) add(t.card_countryOf, `${format.region(value.country_of)} (${value.country_of})`);
  if (value.alternatives) {
    const names = value.alternatives.map((other) => (/^[A-Z]{2}$/.test(other) ? `${format.region(other)} (${other})` : other));
    add(t.card_alternatives, names.join(", "));
  }
  if (entity?.label === "ORG" && entity.key) add(t.code, h("code", {}, entity.key));
}

/** A rule in words, and by its name where it has none. */
const rule = (format: Format, kind: "date" | "country" | "cluster", name: string | undefined): Child =>
  (name && ruleWords(kind, name, format.lang)) ?? code(name);

const code = (name: string | undefined): Child => (name ? h("code", {}, name.replaceAll(/[_-]/g, " ")) : undefined);

function scoreBar(format: Format, score: number): HTMLElement {
  const bar = h("span", { class: "score-bar", "aria-hidden": "true" }, h("span"));
  (bar.firstChild as HTMLElement).style.inlineSize = `${score / 10}%`;
  return h("span", { class: "score-value" }, bar, format.decimal(score / 1000));
}

const cited = (app: App, entity: Entity): HTMLElement =>
  h("p", { class: "card-note" }, app.format.t.cited(app.format.mentions(entity.mentions), app.format.documents(entity.documents)));

function actions(app: App, entity: number): HTMLElement {
  const { t } = app.format;
  const filtered = app.store.state.entities.includes(entity);
  const filter = (): void => {
    closeCard(true);
    toggleEntity(app, entity);
  };
  return h(
    "p",
    { class: "card-actions" },
    entity >= 0 && app.data.kind !== "view" && button(filtered ? t.unfilter : t.filterTo, filter),
    button(t.close, () => closeCard(true), { class: "quiet" }),
  );
}
