/* The contract between the Rust side and the page: made by `npm run types` of data.schema.json. Do not edit. */

/**
 * The language of a document.
 */
export type Lang = "fr" | "en";
/**
 * `[label, start, end, score, entity, value, furniture, surface]`: index into `LABELS`; UTF-16 offsets
 * (code points where the document has no text); score in thousandths; index into `entities` or -1;
 * index into `values` or -1; 1 within page furniture; the surface only where the document has no
 * text.
 */
export type Mention = [number, number, number, number, number, number, 0 | 1, string?];
/**
 * What a mention names. `docs/annotation.md` says what each label is and is not.
 */
export type Label = "PERSON" | "COUNTRY" | "ORG" | "DATE" | "LOC";
/**
 * What a page holds.
 */
export type Kind = "single" | "overview" | "page" | "view";
/**
 * What a mention stands for.
 */
export type Value =
  | {
      /**
       * Codes of what else the name may mean, where the text does not decide.
       */
      alternatives?: string[];
      /**
       * Whether the state no longer exists.
       */
      former?: boolean;
      /**
       * ISO 3166-1 alpha-2 (`XK` for Kosovo); a former state's withdrawn code.
       */
      iso2: string;
      /**
       * ISO 3166-1 alpha-3.
       */
      iso3: string;
      /**
       * ISO 3166-3, for a former state.
       */
      iso3166_3?: string;
      /**
       * Its English name (CLDR).
       */
      name_en: string;
      /**
       * Its French name (CLDR).
       */
      name_fr: string;
      /**
       * The rule that decided.
       */
      rule: string;
    }
  | {
      /**
       * Codes of what it may mean.
       */
      alternatives: string[];
      /**
       * Why it stays open.
       */
      rule: string;
    }
  | {
      /**
       * The state's code, as in `iso2`.
       */
      country_of: string;
      /**
       * The rule that gave it.
       */
      rule: string;
    }
  | {
      /**
       * What the user's list says more of it.
       */
      fields?: {
        [k: string]: unknown | undefined;
      };
      /**
       * The id in the user's list.
       */
      id?: string;
      /**
       * What joins it across documents: `person:vladimir-putin`, `org:nato`, or the user's id.
       */
      key: string;
      /**
       * Its English name.
       */
      name_en: string;
      /**
       * Its French name.
       */
      name_fr: string;
      /**
       * The rule that decided: `known`, `known_alias`, `known_surname`, `listed`.
       */
      rule: string;
    }
  | DateValue;

/**
 * All of a page.
 */
export interface Data {
  /**
   * Empty in an overview.
   */
  documents: Doc[];
  /**
   * Most documents first, then most mentions. All that `documents` point to; in an overview the
   * first 2,000 a label.
   */
  entities: Entity[];
  kind: Kind;
  /**
   * The language that the page opens in.
   */
  lang: Lang;
  overview?: Overview;
  /**
   * Of an overview: every page, in order.
   */
  pages?: PageLink[];
  part?: Part;
  /**
   * `griot-report/1`.
   */
  schema: string;
  title: string;
  totals: Totals;
  /**
   * Values of mentions, shared between mentions.
   */
  values: MentionValue[];
}
/**
 * A document of the page.
 */
export interface Doc {
  /**
   * `YYYY-MM-DD` where griot understood it, else as the record has it.
   */
  date?: string;
  duplicateOf?: string;
  /**
   * Page furniture, `[start, end]` in order: greyed. Absent without a text or where there is none.
   */
  furniture?: [number, number][];
  id: string;
  lang: Lang;
  /**
   * In the order of the text, never overlapping.
   */
  mentions: Mention[];
  /**
   * Starts of the sentences after the first; absent without a text.
   */
  sentences?: number[];
  /**
   * Absent where the output has no text and `--texts` gave none: mentions are listed then.
   */
  text?: string;
  title?: string;
}
/**
 * An entity of the tables.
 */
export interface Entity {
  /**
   * Outside furniture.
   */
  documents: number;
  earliest?: string;
  en?: string;
  /**
   * First and last date of the documents that name it.
   */
  first?: string;
  /**
   * Names in the two languages, where known.
   */
  fr?: string;
  grain?: string;
  /**
   * Country code (ISO 3166-1 alpha-2), EDTF value of a date, identity of a known organisation.
   */
  key?: string;
  label: Label;
  last?: string;
  latest?: string;
  mentions: number;
  name: string;
  /**
   * A bare surname or first name: perhaps several people.
   */
  partial?: true;
  /**
   * Surfaces with their counts, most frequent first. At most 12.
   */
  variants: [string, number][];
}
/**
 * Of an overview: what a single page computes from its documents.
 */
export interface Overview {
  /**
   * Documents a day, `[YYYY-MM-DD, documents]`, sorted.
   */
  days: [string, number][];
  /**
   * All documents that hold one.
   */
  documents: number;
  /**
   * `[a, b, sentences, documents]`: indices into `nodes`, `a < b`, how many sentences and documents
   * hold both.
   */
  edges: [number, number, number, number][];
  /**
   * Of each of `nodes`, how many sentences hold it (its documents are its entity's).
   */
  nodeSentences: number[];
  /**
   * The 200 people, organisations and countries of most documents: indices into `entities`.
   */
  nodes: number[];
  /**
   * All sentences of the corpus that hold an entity: what the mutual information of two nodes counts
   * from.
   */
  sentences: number;
}
/**
 * A page, as the overview links to it.
 */
export interface PageLink {
  documents: number;
  /**
   * File name beside this one.
   */
  file: string;
  /**
   * Id of its first document.
   */
  from: string;
  /**
   * Id of its last.
   */
  to: string;
}
/**
 * Of a page: its place among them.
 */
export interface Part {
  next?: string;
  number: number;
  of: number;
  previous?: string;
}
export interface Totals {
  documents: number;
  /**
   * Documents that `--dedupe` pointed to an earlier one.
   */
  duplicates: number;
  /**
   * First and last date of a document, `YYYY-MM-DD`.
   */
  first?: string;
  /**
   * Mentions within page furniture, not in `mentions`.
   */
  furniture: number;
  langs: Langs;
  last?: string;
  /**
   * Mentions outside page furniture.
   */
  mentions: Record<Label, number>;
}
export interface Langs {
  en: number;
  fr: number;
}
/**
 * What a mention stands for, and its place in its cluster.
 */
export interface MentionValue {
  /**
   * The rule that put the mention into its cluster.
   */
  clusterRule?: string;
  value?: Value;
}
/**
 * The value of a date.
 */
export interface DateValue {
  /**
   * How sure `value` is: `certain` (written in full, or counted from the document's date), `likely` (the
   * words around it decided) or `doubtful` (a default that nothing supports, or a vague expression);
   * `None` without a value.
   */
  certainty?: string;
  /**
   * First day that it may mean, `YYYY-MM-DD`.
   */
  earliest?: string;
  /**
   * The unit of the expression: `day`, `month`, `year`, ...
   */
  grain: string;
  /**
   * `absolute`, `relative_to_document` or `relative_to_text`.
   */
  kind: string;
  /**
   * Last day that it may mean.
   */
  latest?: string;
  /**
   * `start`, `mid`, `end`, `approx`, `before`, `after`, `during`, `later` or `earlier`.
   */
  mod?: string;
  /**
   * Part of the day: `morning`, `evening`, ...
   */
  part?: string;
  /**
   * The rule that decided.
   */
  rule: string;
  /**
   * EDTF (ISO 8601-2), or a week as `2024-W27`; `XXXX-02-13` where nothing gives the year; `None` if the day
   * that it counts from is not known.
   */
  value?: string;
}
