import assert from "node:assert/strict";
import { test } from "node:test";
import { cell, csv } from "../src/csv";
import { dateOf, dayOf, momentOf } from "../src/days";
import { fold, hits, terms } from "../src/fold";
import { Format } from "../src/format";

test("search knows neither case, accents nor invisible characters", () => {
  const text = "À l’Œuvre : Goi\u0308ta, 𝐌𝐚𝐥𝐢, Ma\u00adli";
  const found = (query: string): string[] => hits(text, terms(query)).map(([start, end]) => text.slice(start, end));
  assert.deepEqual(found("goïta"), ["Goi\u0308ta"]);
  assert.deepEqual(found("mali"), ["𝐌𝐚𝐥𝐢", "Ma\u00adli"]);
  assert.deepEqual(found("L'OEUVRE"), ["l’Œuvre"]);
  assert.deepEqual(found("rien"), []);
});

test("hits never overlap and are in order", () => {
  assert.deepEqual(hits("banana", ["ana", "ban"]), [[0, 4]]);
  assert.deepEqual(hits("a b a", ["b", "a"]), [[0, 1], [2, 3], [4, 5]]);
});

test("a query is words and phrases", () => {
  assert.deepEqual(terms('  Mali "coup  d’État" «  AES » '), ["mali", "coup d'etat", "aes"]);
  assert.equal(fold("É\u200bTÉ"), "ete");
});

test("no cell is a formula", () => {
  for (const text of ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\r=1", "\u200b=1", "＝1"]) {
    assert.match(cell(text), /^"?'/, JSON.stringify(text));
  }
  assert.equal(cell("Jean-Pierre"), "Jean-Pierre");
  assert.equal(cell(-3), "-3");
  assert.equal(cell('a "b", c'), '"a ""b"", c"');
  assert.equal(cell(undefined), "");
  assert.equal(csv([["a", 1], ["é", 2]]), "\ufeffa,1\r\né,2\r\n");
});

test("days count through year 0 and refuse what is no day", () => {
  assert.equal(dayOf("1970-01-02"), 1);
  assert.equal(dayOf("2025-02-30"), undefined);
  assert.equal(dayOf("2025-02"), undefined);
  assert.equal(dayOf(undefined), undefined);
  for (const date of ["2024-02-29", "0044-03-15", "-0044-03-15"]) {
    assert.equal(dateOf(dayOf(date) ?? 0), date);
  }
});

test("dates are spelt out in both languages", () => {
  const [fr, en] = [new Format("fr"), new Format("en")];
  const both = (value: string): string[] => [fr.edtf(value), en.edtf(value)];
  assert.deepEqual(both("2024-07-06"), ["6 juillet 2024", "6 July 2024"]);
  assert.deepEqual(both("2024-07-01"), ["1ᵉʳ juillet 2024", "1 July 2024"]);
  assert.deepEqual(both("2025-01 end"), ["fin janvier 2025", "late January 2025"]);
  assert.deepEqual(both("198X"), ["années 1980", "1980s"]);
  assert.deepEqual(both("18XX"), ["XIXᵉ siècle", "19th century"]);
  assert.deepEqual(both("20XX"), ["XXIᵉ siècle", "21st century"]);
  assert.deepEqual(both("2024-22"), ["été 2024", "summer 2024"]);
  assert.deepEqual(both("2024-33"), ["1ᵉʳ trimestre 2024", "Q1 2024"]);
  assert.deepEqual(both("2024-41"), ["2ᵉ semestre 2024", "H2 2024"]);
  assert.deepEqual(both("2024-W07"), ["semaine 7 de 2024", "week 7 of 2024"]);
  assert.deepEqual(both("2014/2016"), ["2014–2016", "2014–2016"]);
  assert.deepEqual(both("2019/.."), ["depuis 2019", "since 2019"]);
  assert.deepEqual(both("../2019"), ["jusqu’à 2019", "until 2019"]);
  assert.deepEqual(both("2025-05-03/2025-05-05"), ["du 3 mai 2025 au 5 mai 2025", "3 May 2025 to 5 May 2025"]);
  assert.deepEqual(both("XXXX-02-13"), ["13 février", "13 February"]);
  assert.deepEqual(both("XXXX-02"), ["février", "February"]);
  assert.deepEqual(both("XXXX-03-03/XXXX-03-07"), ["du 3 mars au 7 mars", "3 March to 7 March"]);
  assert.deepEqual(both("whatever"), ["whatever", "whatever"]);
});

test("a date before our era says so", () => {
  const [fr, en] = [new Format("fr"), new Format("en")];
  const both = (value: string): string[] => [fr.edtf(value), en.edtf(value)];
  assert.deepEqual(both("-0043-03-15"), ["15 mars 44 av. J.-C.", "15 March 44 BC"]);
  assert.deepEqual(both("-0043-03"), ["mars 44 av. J.-C.", "March 44 BC"]);
  assert.deepEqual(both("-0043-22"), ["été 44 av. J.-C.", "summer 44 BC"]);
  assert.deepEqual(both("0000"), ["1 av. J.-C.", "1 BC"]);
  assert.deepEqual(both("-0499/-0400"), ["500 av. J.-C.–401 av. J.-C.", "500 BC–401 BC"]);
  const ides = momentOf(dayOf("-0043-03-15") ?? 0);
  assert.deepEqual([fr.year(ides), fr.moment(ides, "tickMonth")], ["44 av. J.-C.", "mars"]);
  assert.deepEqual(both("0044-03-15"), ["15 mars 44", "15 March 44"]);
});
