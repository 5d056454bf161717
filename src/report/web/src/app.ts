/** What every part of the page is given. */

import type { Corpus, Selection } from "./corpus";
import type { Data } from "./data";
import type { Format } from "./format";
import type { Store } from "./state";

export interface App {
  readonly data: Data;
  readonly corpus: Corpus;
  readonly store: Store;
  readonly format: Format;
  /** What the state leaves of the corpus; counted once a change. */
  selection(): Selection;
}

/** A part of the page: its element, and how it follows the state. */
export interface View {
  readonly element: HTMLElement;
  update(): void;
}

/** Adds an entity to the filters, or takes it from them. */
export function toggleEntity(app: App, entity: number): void {
  const { entities } = app.store.state;
  const rest = entities.filter((other) => other !== entity);
  app.store.set({ entities: rest.length < entities.length ? rest : [...entities, entity] }, true);
}
