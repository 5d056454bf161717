/** The page of one text: nothing but the text and its legend. */

import type { App, View } from "./app";
import { article } from "./article";
import { h } from "./dom";

export function single(app: App): View {
  const shown = article(app);
  const element = h("main", { id: "content", tabindex: -1, class: "alone" }, shown.element);
  return { element, update: () => shown.show(0) };
}
