/** The rules that decided a value, in words. Rules for one name only (`georgia-context`) stay as they are. */

import type { Lang } from "./data";

type Words = readonly [fr: string, en: string];

const DATES: Record<string, Words> = {
  explicit: ["écrite en entier", "written in full"],
  nearest_past: ["la dernière : rien ne dit si elle est passée", "the last: nothing tells whether it is past"],
  nearest: ["de loin la plus proche", "by far the nearest"],
  past_words: ["la phrase parle du passé", "the sentence speaks of the past"],
  counted_from_document: ["comptée depuis la date du document", "counted from the document’s date"],
  counted_from_text: ["comptée depuis une date du texte", "counted from a date in the text"],
  window_from_document: ["période qui touche la date du document", "a period up to the document’s date"],
  window_from_text: ["période qui touche une date du texte", "a period up to a date in the text"],
  future_words: ["la phrase parle de l’avenir", "the sentence speaks of the future"],
  present_words: ["la phrase parle du présent", "the sentence speaks of the present"],
  conflicting_words: ["la phrase parle du passé et de l’avenir", "the sentence speaks of the past and of the future"],
  weekday_agrees: ["le jour de la semaine concorde", "the day of the week agrees"],
  last: ["« dernier » : celle d’avant", "“last”: the one before"],
  next: ["« prochain » : celle d’après", "“next”: the one after"],
  english_last: ["« last » : celle d’avant", "“last”: the one before"],
  english_next: ["« next » : celle d’après", "“next”: the one after"],
  same_week: ["dans la semaine du document", "in the document’s week"],
  this_year: ["dans l’année du document", "in the document’s year"],
  day_first: ["jour avant mois", "day before month"],
  month_first: ["mois avant jour", "month before day"],
  year_of_sentence: ["l’année vient de la phrase", "the year comes from the sentence"],
  month_of_sentence: ["le mois vient de la phrase", "the month comes from the sentence"],
  month_of_next_date: ["le mois vient de la date suivante", "the month comes from the next date"],
  two_figure_year: ["année à deux chiffres", "two-figure year"],
  short_decade: ["décennie à deux chiffres", "two-figure decade"],
  about_amount: ["durée approximative", "an approximate amount of time"],
  vague_window: ["période sans durée précise", "a period of no stated length"],
  no_year: ["rien ne donne l’année", "nothing gives the year"],
  vague_amount: ["durée vague", "a vague amount of time"],
  no_document_date: ["le document n’a pas de date", "the document has no date"],
  no_text_date: ["le texte n’a pas de date d’où compter", "the text has no date to count from"],
  text_date_too_coarse: ["la date du texte est trop large", "the date in the text is too coarse"],
  day_month_order_unknown: ["ordre du jour et du mois inconnu", "order of day and month not known"],
};

const COUNTRIES: Record<string, Words> = {
  name: ["par son nom", "by its name"],
  acronym: ["par son sigle", "by its initials"],
  capital: ["capitale de cet État", "capital of that state"],
  former: ["État disparu", "a former state"],
  "part-of-state": ["partie de cet État", "part of that state"],
};

const CLUSTERS: Record<string, Words> = {
  first: ["première mention", "first mention"],
  name: ["même nom", "same name"],
  key: ["même valeur", "same value"],
  table: ["autre nom connu", "another known name"],
  acronym: ["sigle et nom complet, liés par le texte", "initials and full name, tied by the text"],
  renamed: ["le texte dit que le nom a changé", "the text says that the name changed"],
  affix: ["même nom, à un mot près", "same name but for a word"],
  short: ["forme courte", "short form"],
  spelling: ["autre graphie", "another spelling"],
  full: ["nom complet", "full name"],
  initials: ["initiales du prénom", "initials of the name"],
  surname: ["nom de famille", "surname"],
  nearest: ["nom de famille, la personne la plus proche", "surname, the nearest person"],
  given: ["prénom", "given name"],
  family: ["nom d’une famille", "name of a family"],
};

/** A rule in the words of `lang`; nothing where it has none. */
export function ruleWords(kind: "date" | "country" | "cluster", rule: string, lang: Lang): string | undefined {
  const words = { date: DATES, country: COUNTRIES, cluster: CLUSTERS }[kind][rule];
  return words?.[lang === "fr" ? 0 : 1];
}
