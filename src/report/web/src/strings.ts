/** The words of the page, in both languages. */

import type { Label, Lang } from "./data";
import { en } from "./words/english";
import { fr, type Strings } from "./words/french";

export type { Strings };

export const STRINGS: Record<Lang, Strings> = { fr, en };

/** Word sets by label: a key's stem and the label. */
export const word = (strings: Strings, stem: "label" | "one" | "asks", label: Label): string => strings[`${stem}_${label}`];
