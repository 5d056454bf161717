/**
 * What `griot report` and `griot view --html` put into the page: the one contract between the Rust
 * side (`src/report/data.rs`) and the front end. Offsets count UTF-16 units, JavaScript's own.
 *
 * The JSON stands in `<script type="application/json" id="griot-data">`; `<` is written `\u003c` in it.
 */

export type Label = "PERSON" | "COUNTRY" | "ORG" | "DATE" | "LOC";
export type Lang = "fr" | "en";

export interface Data {
  schema: "griot-report/1";
  /**
   * `single`: a whole corpus in one file. `overview`: `index.html` of a corpus split into pages: tables,
   * timeline, map and network of all of it, no documents. `page`: the documents of one part, with
   * the tables of these alone. `view`: one text, nothing but its highlighted view.
   */
  kind: "single" | "overview" | "page" | "view";
  /** The language that the page opens in. */
  lang: Lang;
  title: string;
  totals: Totals;
  /** Empty in an overview. */
  documents: Doc[];
  /** Most documents first, then most mentions. All that `documents` point to; in an overview the first 2,000 a label. */
  entities: Entity[];
  /** Values of mentions that differ from what their entity says, shared between mentions. */
  values: Value[];
  /** Of an overview: what a single page computes from its documents. */
  overview?: Overview;
  /** Of an overview: every page, in order. */
  pages?: PageLink[];
  /** Of a page: where it stands among them, from 1, and the files beside it. */
  part?: { number: number; of: number; previous?: string; next?: string };
}

export interface Totals {
  documents: number;
  /** Mentions outside page furniture. */
  mentions: Record<Label, number>;
  /** Mentions within page furniture, not in `mentions`. */
  furniture: number;
  /** Documents that `--dedupe` pointed to an earlier one. */
  duplicates: number;
  langs: Record<Lang, number>;
  /** First and last date of a document, `YYYY-MM-DD`. */
  first?: string;
  last?: string;
}

export interface Doc {
  id: string;
  lang: Lang;
  /** `YYYY-MM-DD` where griot understood it, else as the record has it. */
  date?: string;
  title?: string;
  /** Absent where the output has no text and `--texts` gave none: mentions are listed then. */
  text?: string;
  duplicateOf?: string;
  /** Starts of the sentences after the first; absent without a text. */
  sentences?: number[];
  /** Page furniture, `[start, end]` in order: greyed. Absent without a text or where there is none. */
  furniture?: [number, number][];
  /** In the order of the text, never overlapping. */
  mentions: Mention[];
}

/**
 * `[label, start, end, score, entity, value, furniture, surface]`: index into `LABELS`; UTF-16 offsets (code points
 * where the document has no text); score in thousandths; index into `entities` or -1; index into
 * `values` or -1; 1 within page furniture; the surface only where the document has no text.
 */
export type Mention = [number, number, number, number, number, number, 0 | 1, string?];

export const LABELS: readonly Label[] = ["PERSON", "COUNTRY", "ORG", "LOC", "DATE"];

export interface Entity {
  label: Label;
  /** Country code (ISO 3166-1 alpha-2), EDTF value of a date, identity of a known organisation. */
  key?: string;
  name: string;
  /** Names in the two languages, where known. */
  fr?: string;
  en?: string;
  /** A bare surname or first name: perhaps several people. */
  partial?: true;
  /** Outside furniture. */
  documents: number;
  mentions: number;
  /** First and last date of the documents that name it. */
  first?: string;
  last?: string;
  /** Surfaces with their counts, most frequent first. At most 12. */
  variants: [string, number][];
  /** Of a date: its interval, for the timeline, and the unit of the expression. */
  earliest?: string;
  latest?: string;
  grain?: string;
}

export interface Value {
  /** ISO codes. */
  iso2?: string;
  iso3?: string;
  fr?: string;
  en?: string;
  former?: true;
  /** Of a place: the state that it points to. */
  countryOf?: string;
  alternatives?: string[];
  /** Of a date: EDTF, and what it adds. */
  edtf?: string;
  mod?: string;
  grain?: string;
  kind?: string;
  earliest?: string;
  latest?: string;
  part?: string;
  /** What decided the value, and the mention's place in its cluster. */
  rule?: string;
  clusterRule?: string;
}

export interface Overview {
  /** Documents a day, `[YYYY-MM-DD, documents]`, sorted. */
  days: [string, number][];
  /** The 200 people, organisations and countries of most documents: indices into `entities`. */
  nodes: number[];
  /** Of each of `nodes`, how many sentences hold it (its documents are its entity's). */
  nodeSentences: number[];
  /** All sentences, and all documents, of the corpus that hold an entity: what the mutual information of two nodes counts from. */
  sentences: number;
  documents: number;
  /** `[a, b, sentences, documents]`: indices into `nodes`, `a < b`, how many sentences and documents hold both. */
  edges: [number, number, number, number][];
}

export interface PageLink {
  /** File name beside this one. */
  file: string;
  documents: number;
  /** Ids of its first and last document. */
  from: string;
  to: string;
}
