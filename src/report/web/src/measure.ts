/** How wide a text will be drawn, and labels that keep apart. */

let context: CanvasRenderingContext2D | null | undefined;

/** Width in pixels of `text` in the page's sans serif. */
export function widthOf(text: string, size: number, weight = 400): number {
  context ??= document.createElement("canvas").getContext("2d");
  if (!context) return text.length * size * 0.6;
  context.font = `${weight} ${size}px ${getComputedStyle(document.body).fontFamily}`;
  return context.measureText(text).width;
}

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Boxes that were put on a plane, by the cells of a grid that they touch. */
export class Plane {
  #cells = new Map<string, Box[]>();

  constructor(readonly cell = 64) {}

  /** Takes the place of `box` unless another has some of it. */
  take(box: Box): boolean {
    const cells = this.#touched(box);
    const taken = cells.some((key) => this.#cells.get(key)?.some((other) => overlap(box, other)));
    if (taken) return false;
    for (const key of cells) {
      const here = this.#cells.get(key);
      if (here) here.push(box);
      else this.#cells.set(key, [box]);
    }
    return true;
  }

  #touched(box: Box): string[] {
    const keys: string[] = [];
    for (let x = Math.floor(box.left / this.cell); x <= Math.floor(box.right / this.cell); x += 1) {
      for (let y = Math.floor(box.top / this.cell); y <= Math.floor(box.bottom / this.cell); y += 1) keys.push(`${x} ${y}`);
    }
    return keys;
  }
}

const overlap = (a: Box, b: Box): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
