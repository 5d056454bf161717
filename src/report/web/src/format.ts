/** Numbers, dates and names as the reader's language writes them. */

import type { Entity, Lang } from "./data";
import { dayOf, momentOf } from "./days";
import { STRINGS, type Strings } from "./strings";

const STYLES = {
  day: { day: "numeric", month: "long", year: "numeric" },
  short: { day: "numeric", month: "short", year: "numeric" },
  month: { month: "long", year: "numeric" },
  yearlessDay: { day: "numeric", month: "long" },
  yearlessMonth: { month: "long" },
  year: { year: "numeric" },
  tickMonth: { month: "short" },
  tickDay: { day: "numeric", month: "short" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;
type Style = keyof typeof STYLES;

/** The words and formats of one language. */
export class Format {
  readonly t: Strings;
  #number: Intl.NumberFormat;
  #decimal: Intl.NumberFormat;
  #regions: Intl.DisplayNames;
  #dates = new Map<string, Intl.DateTimeFormat>();
  /** For the years before 1, which nothing tells from those after but their era. */
  #before = new Map<string, Intl.DateTimeFormat>();

  constructor(readonly lang: Lang) {
    const locale = lang === "fr" ? "fr-FR" : "en-GB";
    this.t = STRINGS[lang];
    this.#number = new Intl.NumberFormat(locale);
    this.#decimal = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
    this.#regions = new Intl.DisplayNames([locale], { type: "region", fallback: "code" });
    for (const [style, options] of Object.entries(STYLES)) {
      const utc = { ...options, timeZone: "UTC" } as const;
      this.#dates.set(style, new Intl.DateTimeFormat(locale, utc));
      if ("year" in options) this.#before.set(style, new Intl.DateTimeFormat(locale, { ...utc, era: "short" }));
    }
  }

  number(value: number): string {
    return this.#number.format(value);
  }

  decimal(value: number): string {
    return this.#decimal.format(value);
  }

  documents(count: number): string {
    return this.t.documents(count, this.number(count));
  }

  mentions(count: number): string {
    return this.t.mentions(count, this.number(count));
  }

  /** A day in full (`short`: with a short month); what is not `YYYY-MM-DD` stays as it is. */
  date(date: string, style: "day" | "short" = "day"): string {
    const day = dayOf(date);
    return day === undefined ? date : this.moment(momentOf(day), style);
  }

  moment(moment: Date, style: Exclude<Style, "year">): string {
    const text = this.#written(moment, style);
    return this.lang === "fr" ? text.replace(/^1(?=\s)/, "1ᵉʳ") : text;
  }

  year(moment: Date): string {
    return this.#written(moment, "year");
  }

  #written(moment: Date, style: Style): string {
    const before = moment.getUTCFullYear() > 0 ? undefined : this.#before.get(style);
    return (before ?? this.#dates.get(style))?.format(moment) ?? "";
  }

  /** The name of a country that no text named, by its code. */
  region(code: string): string {
    try {
      return this.#regions.of(code) ?? code;
    } catch {
      return code;
    }
  }

  /** The name of an entity: a date is spelt out. */
  entity(entity: Entity): string {
    if (entity.label === "DATE" && entity.key !== undefined) return this.edtf(entity.key);
    return (this.lang === "fr" ? entity.fr : entity.en) ?? entity.name;
  }

  /** An EDTF value, and a modifier after a space, in words. What is not understood stays as it is. */
  edtf(value: string): string {
    const [date = "", mod] = value.split(" ");
    const text = this.#interval(date);
    const modify = mod === undefined ? undefined : this.t[`mod_${mod}` as "mod_start"];
    return modify === undefined ? text : modify(text);
  }

  #interval(value: string): string {
    const [from, to] = value.split("/");
    if (from === undefined || to === undefined) return this.#point(value);
    if (to === ".." || to === "") return this.t.since(this.#point(from));
    if (from === ".." || from === "") return this.t.until(this.#point(to));
    const bare = (date: string): boolean => /^-?\d{4}$/.test(date);
    return bare(from) && bare(to) ? `${this.#year(from)}–${this.#year(to)}` : this.t.to(this.#point(from), this.#point(to));
  }

  #point(value: string): string {
    // A day or a month of a year that is not known; 2000 has them all.
    const yearless = /^XXXX-(\d\d)(-\d\d)?$/.exec(value);
    if (yearless) {
      const day = dayOf(`2000-${yearless[1]}${yearless[2] ?? "-01"}`);
      return day === undefined ? value : this.moment(momentOf(day), yearless[2] === undefined ? "yearlessMonth" : "yearlessDay");
    }
    if (/^-?\d{4,6}-\d\d-\d\d/.test(value)) return this.date(value.slice(0, value.indexOf("T") < 0 ? undefined : value.indexOf("T")));
    if (/^-?\d{4}$/.test(value)) return this.#year(value);
    const month = /^(-?\d{4,6})-(0[1-9]|1[0-2])$/.exec(value);
    if (month) return this.moment(momentOf(dayOf(`${value}-01`) ?? 0), "month");
    const part = /^(-?\d{4,6})-(\d\d)$/.exec(value);
    if (part) return this.#part(this.#year(part[1] ?? ""), Number(part[2])) ?? value;
    const week = /^(-?\d{4})-W(\d\d)$/.exec(value);
    if (week) return this.t.week(String(Number(week[2])), this.#year(week[1] ?? ""));
    const decade = /^(\d{3})X$/.exec(value);
    if (decade) return this.t.decade(`${decade[1]}0`);
    const century = /^(\d\d)XX$/.exec(value);
    if (century) return this.t.century(Number(century[1]) + 1);
    return value;
  }

  /** A year by its figures, where it is of our era. */
  #year(value: string): string {
    return Number(value) > 0 ? value : this.year(momentOf(dayOf(`${value}-01-01`) ?? 0));
  }

  #part(year: string, code: number): string | undefined {
    if (code >= 21 && code <= 24) return `${this.t[`season_${code as 21 | 22 | 23 | 24}`]} ${year}`;
    if (code >= 33 && code <= 36) return this.t.quarter(String(code - 32), year);
    if (code === 40 || code === 41) return this.t.half(String(code - 39), year);
    return undefined;
  }
}
