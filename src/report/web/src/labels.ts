/** The labels as a mention's number tells them. */

import type { Label } from "./data";

export const LABELS: readonly Label[] = ["PERSON", "COUNTRY", "ORG", "LOC", "DATE"];
