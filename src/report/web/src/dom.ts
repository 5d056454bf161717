/** Elements built by hand: all text goes in as text, so that nothing of the data is ever read as markup. */

type Listener = (event: never) => void;
export type Attributes = Record<string, string | number | boolean | undefined | Listener>;
export type Child = Node | string | number | false | null | undefined;

function fill(element: Element, attributes: Attributes, children: Child[]): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value as EventListener);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== undefined && value !== false) element.setAttribute(name, String(value));
  }
  for (const child of children) {
    if (child === false || child === null || child === undefined) continue;
    element.append(typeof child === "number" ? String(child) : child);
  }
}

/** An HTML element; attributes named `on...` are listeners, those that are `false` are left out. */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  fill(element, attributes, children);
  return element;
}

/** The same for SVG. */
export function s<Tag extends keyof SVGElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: Child[]
): SVGElementTagNameMap[Tag] {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  fill(element, attributes, children);
  return element;
}

/** `text` with what stands between `**` in bold. */
export function rich(text: string): DocumentFragment {
  const all = document.createDocumentFragment();
  text.split("**").forEach((piece, index) => {
    all.append(index % 2 ? h("strong", {}, piece) : piece);
  });
  return all;
}

/** Calls `act` on Enter and space, for what is a button by role only. */
export function onPress(act: () => void): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    act();
  };
}

/** A button that a screen reader and a keyboard know as one. */
export function button(text: Child, act: (event: MouseEvent) => void, attributes: Attributes = {}): HTMLButtonElement {
  return h("button", { type: "button", onclick: act, ...attributes }, text);
}
