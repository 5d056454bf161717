/** The bar of filters: search, labels (which is the legend too), score, furniture, and what is active. */

import { toggleEntity, type App, type View } from "./app";
import type { Label } from "./data";
import { LABELS } from "./labels";
import { button, h } from "./dom";
import { word } from "./strings";

export function filters(app: App): View {
  const { data, store, format } = app;
  const { t } = format;
  const overview = data.kind === "overview";
  const single = data.kind === "view";
  const search = h("input", {
    type: "search",
    class: "search",
    placeholder: t.search,
    "aria-label": t.search,
    autocomplete: "off",
    spellcheck: "false",
  });
  const searched = patient(search, (q) => store.set({ q }));
  const toggles = new Map(LABELS.map((label) => [label, legendButton(app, label)]));
  const score = h("input", {
    type: "range",
    min: 0,
    max: 1000,
    step: 10,
    id: "score",
    oninput: () => {
      scoreOut.textContent = format.decimal(Number(score.value) / 1000);
    },
  });
  const scored = patient(score, (value) => store.set({ score: Number(value) }));
  const scoreOut = h("output", { for: "score" });
  const furniture = h("input", {
    type: "checkbox",
    onchange: () => store.set({ furniture: furniture.checked }),
  });
  const chips = h("div", { class: "chips" });
  const element = h(
    "section",
    { class: "filters", "aria-label": t.filters },
    !overview && search,
    h("div", { class: "legend", role: "group", "aria-label": t.legend }, ...toggles.values()),
    !overview &&
      h("div", { class: "score" }, h("label", { for: "score" }, t.score), score, scoreOut),
    !overview &&
      data.totals.furniture > 0 &&
      h("label", { class: "check" }, furniture, t.countFurniture),
    chips,
  );

  function update(): void {
    const { state } = store;
    searched.follow(state.q);
    scored.follow(String(state.score));
    scoreOut.textContent = format.decimal(state.score / 1000);
    furniture.checked = state.furniture;
    const selection = app.selection();
    for (const [label, toggle] of toggles) {
      const off = state.off.includes(label);
      toggle.setAttribute("aria-pressed", String(!off));
      const count = toggle.querySelector(".count");
      if (count) count.textContent = format.number(selection.mentions[label]);
    }
    chips.replaceChildren(...(single ? [] : active()));
    chips.hidden = chips.childElementCount === 0;
  }

  function active(): HTMLElement[] {
    const { state } = store;
    const all: HTMLElement[] = [];
    const chip = (text: string, act: () => void): void => {
      all.push(button(h("span", { dir: "auto" }, text), act, { class: "chip", title: t.remove(text), "aria-label": t.remove(text) }));
    };
    for (const entity of state.entities) {
      chip(format.entity(app.corpus.entity(entity)), () => toggleEntity(app, entity));
    }
    if (state.q !== "") {
      chip(`“${state.q}”`, () => store.set({ q: "" }));
    }
    if (state.from !== undefined || state.to !== undefined) {
      const period = t.between(format.date(state.from ?? "…"), format.date(state.to ?? "…"));
      chip(period, () => store.set({ from: undefined, to: undefined }));
    }
    if (state.furniture) chip(t.withFurniture, () => store.set({ furniture: false }));
    const narrowed = all.length > 0 || state.score !== store.initial.score || state.off.length > 0;
    if (!narrowed) return [];
    if (!overview) {
      const shown = app.selection().documents.length;
      all.unshift(
        h("span", { class: "shown", role: "status" }, t.shown(format.number(shown), format.number(data.documents.length))),
      );
    }
    all.push(
      button(
        t.reset,
        () => {
          search.value = "";
          const { entities, off, score, furniture, from, to, q } = store.initial;
          store.set({ entities, off, score, furniture, from, to, q }, true);
        },
        { class: "quiet" },
      ),
    );
    return all;
  }

  return { element, update };
}

function legendButton(app: App, label: Label): HTMLButtonElement {
  const { store, format } = app;
  const swatch = h("span", { class: `swatch m ${label}`, "aria-hidden": "true" }, "Aa");
  const act = (): void => {
    const { off } = store.state;
    store.set({ off: off.includes(label) ? off.filter((other) => other !== label) : [...off, label] });
  };
  const toggle = button(swatch, act, { class: "toggle" });
  toggle.append(word(format.t, "label", label), " ", h("span", { class: "count" }));
  return toggle;
}

/**
 * Sends what a field holds once typing or sliding rests. It follows the state only where that is not what
 * it sent last: the reader may be further by then, but going back must be seen.
 */
function patient(field: HTMLInputElement, send: (value: string) => void): { follow(value: string): void } {
  let sent: string | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const settle = (): void => {
    clearTimeout(timer);
    if (field.value === sent) return;
    sent = field.value;
    send(sent);
  };
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(settle, 120);
  });
  field.addEventListener("change", settle);
  // Leaving a field settles what it holds, which is no `change` where that is what it held at first.
  field.addEventListener("blur", settle);
  return {
    follow(value) {
      if (value === sent) return;
      sent = value;
      field.value = value;
    },
  };
}
