// Pages small enough to write by hand: going back, and what else broke once.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { choose, filled, launch, open } from "./browser.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const COUNTRIES = { France: "FR", Ghana: "GH", Mali: "ML", Niger: "NE" };

/** A page of documents, given as what `Doc` needs, whose texts name countries. */
function corpus(documents, more = {}) {
  const names = Object.keys(COUNTRIES);
  const mentions = (text) =>
    [...text.matchAll(new RegExp(names.join("|"), "g"))].map(({ 0: name, index }) => [1, index, index + name.length, 900, names.indexOf(name), -1, 0]);
  const all = documents.map((document) => ({ lang: "fr", sentences: [], ...document, mentions: mentions(document.text) }));
  const entities = names.map((name) => {
    const found = all.map((document) => document.mentions.filter((mention) => mention[4] === names.indexOf(name)).length);
    const sum = found.reduce((total, count) => total + count, 0);
    return { label: "COUNTRY", key: COUNTRIES[name], name, documents: found.filter(Boolean).length, mentions: sum, variants: [[name, sum]] };
  });
  const total = entities.reduce((sum, entity) => sum + entity.mentions, 0);
  return {
    schema: "griot-report/1",
    kind: "single",
    lang: "fr",
    title: "Petit",
    totals: {
      documents: all.length,
      mentions: { PERSON: 0, COUNTRY: total, ORG: 0, LOC: 0, DATE: 0 },
      furniture: 0,
      duplicates: 0,
      langs: { fr: all.length, en: 0 },
    },
    documents: all,
    entities,
    values: [],
    ...more,
  };
}

const NEWS = corpus([
  { id: "a", date: "2025-01-02", text: "La France et le Mali." },
  { id: "b", date: "2025-03-04", text: "Le Mali et la France, puis le Niger." },
  { id: "c", date: "2025-05-06", text: "Le Ghana." },
]);

const news = (hash) => open(browser, filled("small.html", NEWS), { hash });
const search = ".filters .search";

test("the panel of the network keeps who was picked through a filter that leaves no tie", async () => {
  const page = await news("#tab=network");
  await page.locator(".mark", { hasText: "France" }).press("Enter");
  const heading = page.locator(".beside h3");
  const picked = await heading.innerText();
  assert.match(picked, /France/);
  await page.fill(search, "Ghana");
  await page.waitForSelector(".network > .nothing:not([hidden])");
  await page.fill(search, "");
  await heading.waitFor();
  assert.equal(await heading.innerText(), picked);
});

test("going back undoes a search while its field has the focus", async () => {
  const page = await news("");
  await choose(page, "tables");
  await page.locator(search).pressSequentially("Niger");
  await page.waitForFunction(() => location.hash.includes("q=Niger"));
  await page.goBack();
  assert.equal(await page.inputValue(search), "");
  await page.locator(search).blur();
  assert.equal(await page.locator(".chip").count(), 0);
});

test("going back undoes a search for a name and a score while their fields have the focus", async () => {
  const page = await news("");
  await choose(page, "tables");
  await page.click("#table-COUNTRY .entity >> nth=0");
  await page.fill(".tables .search", "Niger");
  await page.goBack();
  assert.equal(await page.inputValue(".tables .search"), "");
  await page.click("#table-COUNTRY .entity >> nth=0");
  await page.locator("#score").fill("990");
  await page.waitForFunction(() => location.hash.includes("score"));
  await page.goBack();
  assert.equal(await page.inputValue("#score"), "0");
});

test("what is typed while the page changes is kept", async () => {
  const page = await news("");
  await page.locator(search).pressSequentially("Nig");
  await page.evaluate(() => document.querySelector(".toggle").click());
  assert.equal(await page.inputValue(search), "Nig");
  await page.waitForFunction(() => location.hash.includes("q=Nig"));
});

test("going back keeps the language", async () => {
  const page = await news("");
  const lang = () => page.locator("html").getAttribute("lang");
  await choose(page, "tables");
  await page.click(".languages [lang=en]");
  await page.goBack();
  assert.equal(await page.locator("#tab-documents").getAttribute("aria-selected"), "true");
  assert.equal(await lang(), "en");
  await page.reload();
  assert.equal(await lang(), "en");
  await page.goForward();
  await page.click(".languages [lang=fr]");
  await page.goBack();
  assert.equal(await lang(), "fr");
});

test("an address may name another language", async () => {
  const page = await news("");
  await page.evaluate(() => (location.hash = "tab=map&lang=en"));
  await page.waitForSelector("html[lang=en]");
});

test("the open tab is no step in the history", async () => {
  const page = await news("");
  const before = await page.evaluate(() => history.length);
  await choose(page, "documents");
  await choose(page, "documents");
  assert.equal(await page.evaluate(() => history.length), before);
});

test("going back closes the card of what is no longer shown", async () => {
  const page = await news("");
  await page.click(".doc-list a >> nth=1");
  await page.locator(".article .m >> nth=0").press("Enter");
  assert.equal(await page.locator(".card[role=dialog]").count(), 1);
  await page.goBack();
  assert.equal(await page.locator(".card").count(), 0);
  assert.equal(await page.evaluate(() => document.activeElement.id), "tab-documents");
});

test("the link of a duplicate opens its document in spite of the filters", async () => {
  const [a, b, c] = NEWS.documents;
  const copy = { ...c, id: "copy", text: "", mentions: [], duplicateOf: "a" };
  const data = { ...NEWS, documents: [a, b, c, copy] };
  const page = await open(browser, filled("copy.html", data), { hash: "#from=2025-05-01&doc=copy&score=0.5" });
  await page.click(".article .note a");
  assert.equal(await page.locator(".article .id").innerText(), "a");
  assert.match(page.url(), /#doc=a&score=0.5$/);
  await page.goto(page.url().replace(/#.*/, "#from=2025-01-01&doc=copy"));
  await page.click(".article .note a");
  assert.match(page.url(), /#doc=a&from=2025-01-01$/);
});

test("a middle click takes language and entities along to another page", async () => {
  const page = (file, part) => filled(file, { ...NEWS, kind: "page", part });
  page("page-b.html", { number: 2, of: 2, previous: "page-a.html" });
  const first = page("page-a.html", { number: 1, of: 2, next: "page-b.html" });
  const opened = await open(browser, first, { hash: "#tab=tables" });
  await opened.click(".languages [lang=en]");
  await opened.click("#table-COUNTRY .entity:text-is('Mali')");
  const [other] = await Promise.all([opened.context().waitForEvent("page"), opened.click("a[rel=next]", { button: "middle" })]);
  await other.waitForSelector("html[lang=en] .chip");
  assert.match(other.url(), /page-b\.html#.*e=COUNTRY%3AML/);
});
