/** Search that knows neither case nor accents nor invisible characters. */

/** The letters of one character as they are compared: `É` is `e`, `œ` is `oe`, a soft hyphen nothing. */
function foldCharacter(character: string): string {
  if (character === "\u2019" || character === "\u02bc") return "'";
  return character
    .normalize("NFKD")
    .replace(/[\p{M}\p{Cf}]/gu, "")
    .toLowerCase()
    .replace("œ", "oe")
    .replace("æ", "ae");
}

/** `text` as it is compared. */
export function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[\p{M}\p{Cf}]/gu, "")
    .toLowerCase()
    .replace(/[\u2019\u02bc]/g, "'")
    .replace(/œ/g, "oe")
    .replace(/æ/g, "ae")
    .replace(/\s/g, " ");
}

/** What a query asks for: words, and phrases between quotes. All must be found. */
export function terms(query: string): string[] {
  const found: string[] = [];
  for (const match of query.matchAll(/["“«]([^"”»]*)["”»]|([^\s"“”«»]+)/g)) {
    const term = fold((match[1] ?? match[2] ?? "").trim()).replace(/ +/g, " ");
    if (term !== "") found.push(term);
  }
  return found;
}

/** Where `wanted` stand in `text`: `[start, end]` in UTF-16 units, in order and apart. */
export function hits(text: string, wanted: readonly string[]): [number, number][] {
  if (wanted.length === 0) return [];
  let folded = "";
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  for (const character of text) {
    const letters = /\s/.test(character) ? " " : foldCharacter(character);
    for (let unit = 0; unit < letters.length; unit += 1) {
      starts.push(at);
      ends.push(at + character.length);
    }
    folded += letters;
    at += character.length;
  }
  const found: [number, number][] = [];
  for (const term of wanted) {
    for (let from = folded.indexOf(term); from >= 0; from = folded.indexOf(term, from + term.length)) {
      found.push([starts[from] ?? 0, ends[from + term.length - 1] ?? text.length]);
    }
  }
  found.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const apart: [number, number][] = [];
  for (const hit of found) {
    const last = apart.at(-1);
    if (last && hit[0] < last[1]) last[1] = Math.max(last[1], hit[1]);
    else apart.push(hit);
  }
  return apart;
}
