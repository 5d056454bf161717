import type { Data } from "../src/data";
import { initialState } from "../src/state";

/** Two documents and a duplicate, small enough to count by hand. */
export function example(): Data {
  return {
    schema: "griot-report/1",
    kind: "single",
    lang: "fr",
    title: "Exemple",
    totals: {
      documents: 3,
      mentions: { PERSON: 1, COUNTRY: 3, ORG: 1, LOC: 0, DATE: 0 },
      furniture: 1,
      duplicates: 1,
      langs: { fr: 3, en: 0 },
    },
    documents: [
      {
        id: "a",
        lang: "fr",
        date: "2025-01-02",
        text: "Goïta au Mali. Le Mali et l’AES. Mali",
        sentences: [15, 33],
        furniture: [[33, 37]],
        mentions: [
          [0, 0, 5, 900, 0, -1, 0],
          [1, 9, 13, 950, 1, -1, 0],
          [1, 18, 22, 400, 1, -1, 0],
          [2, 28, 31, 800, 2, -1, 0],
          [1, 33, 37, 990, 1, -1, 1],
        ],
      },
      { id: "b", lang: "fr", date: "2025-03-04", mentions: [[1, 0, 4, 700, 1, -1, 0, "Mali"]] },
      { id: "c", lang: "fr", duplicateOf: "a", mentions: [] },
    ],
    entities: [
      { label: "PERSON", name: "Goïta", documents: 1, mentions: 1, variants: [["Goïta", 1]] },
      { label: "COUNTRY", key: "ML", name: "Mali", documents: 2, mentions: 3, variants: [["Mali", 3]] },
      { label: "ORG", name: "AES", documents: 1, mentions: 1, variants: [["AES", 1]] },
    ],
    values: [],
  };
}

/** Its page as it opens. */
export const INITIAL = initialState(example(), "documents");
