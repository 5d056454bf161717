/** The card beside a mention or a country: shown on hover and focus, kept open on a click or Enter. */

import { h, type Child } from "./dom";

const AWAY = 180;
const GAP = 8;

let card: HTMLElement | undefined;
let anchor: Element | undefined;
let kept = false;
/** What is given the focus back: that is no reason to show its card again. */
let returning = false;
let leaving: ReturnType<typeof setTimeout> | undefined;

/** Shows a card named `name` at `at`. A kept one takes the focus and stays until it is closed. */
export function showCard(at: Element, name: string, content: Child[], keep: boolean): void {
  clearTimeout(leaving);
  if (returning || (kept && !keep)) return;
  closeCard();
  anchor = at;
  kept = keep;
  card = h(
    "div",
    {
      class: "card",
      id: "card",
      role: keep ? "dialog" : "tooltip",
      "aria-label": name,
      onpointerenter: () => clearTimeout(leaving),
      onpointerleave: leaveCard,
    },
    ...content,
  );
  document.body.append(card);
  place(card, at.getBoundingClientRect());
  at.setAttribute("aria-describedby", "card");
  if (keep) card.querySelector<HTMLElement>("button, a")?.focus();
}

/** Closes the card soon, unless the pointer comes back to it. */
export function leaveCard(): void {
  clearTimeout(leaving);
  if (!kept) leaving = setTimeout(() => closeCard(), AWAY);
}

/** Closes the card at once; `back` gives the focus back to what it was about. */
export function closeCard(back = false): void {
  clearTimeout(leaving);
  const about = anchor;
  card?.remove();
  about?.removeAttribute("aria-describedby");
  card = undefined;
  anchor = undefined;
  kept = false;
  if (!back || !(about instanceof HTMLElement || about instanceof SVGElement)) return;
  returning = true;
  about.focus();
  returning = false;
}

/** Closes the card of what is gone, or hidden with its tab. */
export function dropCard(): void {
  if (anchor?.getClientRects().length === 0) closeCard();
}

/** Below the mention where there is room, else above it; never beyond the window. */
function place(element: HTMLElement, at: DOMRect): void {
  const { innerWidth, innerHeight } = window;
  const { width, height } = element.getBoundingClientRect();
  const left = Math.max(GAP, Math.min(at.left, innerWidth - width - GAP));
  const below = at.bottom + GAP;
  const top = below + height > innerHeight && at.top - height - GAP > 0 ? at.top - height - GAP : below;
  element.style.left = `${left + window.scrollX}px`;
  element.style.top = `${top + window.scrollY}px`;
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !card) return;
  event.stopPropagation();
  closeCard(kept);
});
document.addEventListener("pointerdown", (event) => {
  if (card && !card.contains(event.target as Node) && !anchor?.contains(event.target as Node)) closeCard();
});
