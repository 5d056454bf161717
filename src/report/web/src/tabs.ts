/** Tabs as WAI-ARIA describes them: arrows move, Home and End too; a panel is built when it is first shown. */

import type { App, View } from "./app";
import { h } from "./dom";
import type { Tab } from "./state";

export function tabs(app: App, make: Record<Tab, (app: App) => View>): View {
  const { store, format } = app;
  const names = store.tabs;
  const views = new Map<Tab, View>();
  const bar = h("div", { class: "tabs", role: "tablist", "aria-label": format.t.tabs });
  const panels = new Map<Tab, HTMLElement>();
  const heads = new Map<Tab, HTMLButtonElement>();
  for (const name of names) {
    const head = h(
      "button",
      {
        type: "button",
        role: "tab",
        id: `tab-${name}`,
        "aria-controls": `panel-${name}`,
        onclick: () => store.set({ tab: name }, true),
      },
      format.t[`tab_${name}`],
    );
    heads.set(name, head);
    bar.append(head);
    panels.set(name, h("div", { class: "panel", role: "tabpanel", id: `panel-${name}`, "aria-labelledby": `tab-${name}` }));
  }
  bar.addEventListener("keydown", (event) => {
    const here = names.indexOf(store.state.tab);
    const steps: Record<string, number> = {
      ArrowRight: (here + 1) % names.length,
      ArrowLeft: (here + names.length - 1) % names.length,
      Home: 0,
      End: names.length - 1,
    };
    const next = names[steps[event.key] ?? -1];
    if (next === undefined) return;
    event.preventDefault();
    store.set({ tab: next }, true);
    heads.get(next)?.focus();
  });

  function update(): void {
    const shown = store.state.tab;
    for (const name of names) {
      const chosen = name === shown;
      const head = heads.get(name);
      head?.setAttribute("aria-selected", String(chosen));
      if (head) head.tabIndex = chosen ? 0 : -1;
      const panel = panels.get(name);
      if (panel) panel.hidden = !chosen;
    }
    let view = views.get(shown);
    if (!view) {
      view = make[shown](app);
      views.set(shown, view);
      panels.get(shown)?.append(view.element);
    }
    view.update();
  }

  return { element: h("div", { class: "tabbed" }, bar, h("main", { id: "content", tabindex: -1 }, ...panels.values())), update };
}
