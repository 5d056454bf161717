/** The corpus under the reader's filters: which documents, which mentions, what they add up to. */

import type { Data, Doc, Entity, Label, Mention } from "./data";
import { LABELS } from "./labels";
import { dayOf } from "./days";
import { fold, terms } from "./fold";
import type { Names, State } from "./state";

/** An entity as the tables count it. */
export interface Count {
  entity: number;
  mentions: number;
  documents: number;
  first: string | undefined;
  last: string | undefined;
}

/** What is left of the corpus under a state. */
export interface Selection {
  /** Indices of the documents, in their order. */
  documents: number[];
  /** By label, most documents first. */
  counts: Record<Label, Count[]>;
  /** Mentions of the selected documents that count, by label. */
  mentions: Record<Label, number>;
}

export const labelOf = (mention: Mention): Label => LABELS[mention[0]] ?? "LOC";

/** Whether `state` counts the mention, its label's switch aside. */
export function counts(mention: Mention, state: State): boolean {
  return mention[3] >= state.score && (state.furniture || mention[6] === 0);
}

const none = (): Record<Label, number> => ({ PERSON: 0, COUNTRY: 0, ORG: 0, LOC: 0, DATE: 0 });

/** A name for each of `plain`, in their order and no two alike: the first keeps its own. */
function distinct(plain: string[]): Map<string, number> {
  const names = new Map<string, number>();
  plain.forEach((own, index) => {
    let name = own;
    for (let more = 2; names.has(name); more += 1) name = `${own}~${more}`;
    names.set(name, index);
  });
  return names;
}

export class Corpus implements Names {
  #folded: (string | undefined)[];
  #entities: Map<string, number>;
  #entityNames: string[];
  #documents: Map<string, number>;
  #documentNames: string[];

  constructor(readonly data: Data) {
    this.#folded = new Array<undefined>(data.documents.length);
    this.#entities = distinct(data.entities.map((entity) => `${entity.label}:${entity.key ?? entity.name}`));
    this.#entityNames = [...this.#entities.keys()];
    this.#documents = distinct(data.documents.map((document) => document.id));
    this.#documentNames = [...this.#documents.keys()];
  }

  entityName(entity: number): string {
    return this.#entityNames[entity] ?? "";
  }

  entityOf(name: string): number | undefined {
    return this.#entities.get(name);
  }

  documentName(document: number): string {
    return this.#documentNames[document] ?? "";
  }

  documentOf(name: string): number | undefined {
    return this.#documents.get(name);
  }

  /** The first document with an id, which need not be its name. */
  documentWithId(id: string): number | undefined {
    const index = this.data.documents.findIndex((document) => document.id === id);
    return index < 0 ? undefined : index;
  }

  /** What the search looks through, folded. */
  #searched(index: number): string {
    let folded = this.#folded[index];
    if (folded === undefined) {
      const document = this.data.documents[index] as Doc;
      const body = document.text ?? document.mentions.map((mention) => mention[7] ?? "").join("\n");
      folded = fold(`${document.title ?? ""}\n${document.id}\n${body}`);
      this.#folded[index] = folded;
    }
    return folded;
  }

  /** Indices of the documents that `state` leaves. */
  documents(state: State): number[] {
    const wanted = terms(state.q);
    const found: number[] = [];
    const [from, to] = [dayOf(state.from), dayOf(state.to)];
    this.data.documents.forEach((document, index) => {
      const day = dayOf(dated(document));
      if (from !== undefined && !(day !== undefined && day >= from)) return;
      if (to !== undefined && !(day !== undefined && day <= to)) return;
      const names = (entity: number): boolean =>
        document.mentions.some((mention) => mention[4] === entity && counts(mention, state));
      if (!state.entities.every(names)) return;
      if (wanted.length > 0) {
        const text = this.#searched(index);
        if (!wanted.every((term) => text.includes(term))) return;
      }
      found.push(index);
    });
    return found;
  }

  select(state: State): Selection {
    if (this.data.kind === "overview") return this.#overview();
    const documents = this.documents(state);
    const table = new Map<number, Count>();
    const seen = new Map<number, number>();
    const mentions = none();
    for (const index of documents) {
      const document = this.data.documents[index] as Doc;
      for (const mention of document.mentions) {
        if (!counts(mention, state)) continue;
        mentions[labelOf(mention)] += 1;
        const entity = mention[4];
        if (entity < 0) continue;
        let count = table.get(entity);
        if (!count) {
          count = { entity, mentions: 0, documents: 0, first: undefined, last: undefined };
          table.set(entity, count);
        }
        count.mentions += 1;
        if (seen.get(entity) === index) continue;
        seen.set(entity, index);
        count.documents += 1;
        const date = dated(document);
        if (date === undefined) continue;
        if (count.first === undefined || date < count.first) count.first = date;
        if (count.last === undefined || date > count.last) count.last = date;
      }
    }
    return { documents, counts: this.#ranked([...table.values()]), mentions };
  }

  /** The tables of the whole corpus, as Rust counted them. */
  #overview(): Selection {
    const all = this.data.entities.map((entity, index) => ({
      entity: index,
      mentions: entity.mentions,
      documents: entity.documents,
      first: entity.first,
      last: entity.last,
    }));
    return {
      documents: [],
      counts: this.#ranked(all.filter((count) => count.mentions > 0)),
      mentions: this.data.totals.mentions,
    };
  }

  #ranked(all: Count[]): Record<Label, Count[]> {
    const ranked: Record<Label, Count[]> = { PERSON: [], COUNTRY: [], ORG: [], LOC: [], DATE: [] };
    for (const count of all) ranked[this.entity(count.entity).label].push(count);
    for (const label of LABELS) {
      ranked[label].sort((a, b) => b.documents - a.documents || b.mentions - a.mentions || a.entity - b.entity);
    }
    return ranked;
  }

  entity(index: number): Entity {
    return this.data.entities[index] as Entity;
  }
}

/** The date of a document where it is one. */
export function dated(document: Doc): string | undefined {
  return document.date !== undefined && /^\d{4}-\d\d-\d\d$/.test(document.date) ? document.date : undefined;
}
