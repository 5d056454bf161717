import type { App, View } from "./app";
import { h } from "./dom";

export function network(_app: App): View {
  return { element: h("section"), update: () => undefined };
}
