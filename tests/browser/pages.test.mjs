// The other pages: hostile texts, a thousand documents, a split corpus, one text, none.

import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { after, before, test } from "node:test";
import { choose, filled, findings, launch, open, sound, TABS } from "./browser.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

test("nothing in a text is taken for markup", async () => {
  const page = await open(browser, "hostile.html");
  assert.equal(await page.title(), "</script><script>window.pwned=1</script>");
  for (const tab of TABS) {
    await choose(page, tab);
    await sound(page);
  }
  await choose(page, "documents");
  for (let index = 0; index < 12; index += 1) {
    await page.click(`.doc-list a >> nth=${index}`);
    const name = await page.locator(".article .m.PERSON").evaluate((element) => element.textContent);
    assert.ok(name.length > 0);
    await page.locator(".article .m >> nth=0").focus();
  }
  assert.equal(await page.evaluate(() => window.pwned), undefined);
  assert.equal(await page.locator("img, b, i, script:not([id])").count(), 1, "the page's own script alone");
  await sound(page);
});

test("the text is the text, character for character", async () => {
  const page = await open(browser, "sample.html", { hash: "#doc=page-niono" });
  const data = JSON.parse(await page.locator("#griot-data").textContent());
  const wanted = data.documents.find(({ id }) => id === "page-niono");
  const text = await page.locator(".article").evaluate((article) => [...article.querySelectorAll("h2, .text")].at(-1).textContent);
  assert.ok(wanted.text.endsWith(text));
  const marked = await page.locator(".article .m").evaluateAll((all) => all.map((element) => element.textContent));
  assert.deepEqual(marked, wanted.mentions.map(([, start, end]) => wanted.text.slice(start, end)));
  assert.ok(await page.locator(".text .furniture").count() > 0);
});

test("a long text comes in blocks, and whole", async () => {
  const page = await open(browser, "long.html");
  const [{ text, mentions }] = JSON.parse(await page.locator("#griot-data").textContent()).documents;
  const blocks = await page.locator(".text").evaluateAll((all) => all.map((block) => block.textContent));
  assert.ok(blocks.length > 5);
  assert.equal(blocks.join(""), text);
  assert.equal(await page.locator(".article .m").count(), mentions.length);
});

test("a thousand documents are one small, quick page", async () => {
  assert.ok(statSync(`${process.env.DATA}/thousand.html`).size < 5_000_000);
  const page = await open(browser, "thousand.html");
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  await page.reload();
  await page.waitForSelector("#page");
  const { metrics } = await session.send("Performance.getMetrics");
  const busy = metrics.find(({ name }) => name === "TaskDuration").value;
  const paint = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime);
  console.log(`# first contentful paint ${Math.round(paint)} ms, processor time until then ${Math.round(busy * 1000)} ms`);
  assert.ok(await page.locator(".doc-list li").count() <= 120, "the list is filled as it is scrolled");
  await page.fill(".filters .search", "séance 777");
  await page.waitForFunction(() => document.querySelectorAll(".doc-list li").length === 1);
  await page.fill(".filters .search", "");
  for (const tab of TABS) {
    await choose(page, tab);
    await sound(page);
  }
  await page.waitForFunction(() => document.querySelectorAll(".mark").length > 20);
  await page.locator("#net-nodes").fill("200");
  await page.waitForFunction(() => document.querySelectorAll(".mark").length > 100);
  await choose(page, "documents");
  for (let last = 0; last < 1000; ) {
    await page.locator(".side").evaluate((side) => side.scrollTo(0, side.scrollHeight));
    await page.waitForFunction((count) => document.querySelectorAll(".doc-list li").length > count, last);
    last = await page.locator(".doc-list li").count();
  }
  await sound(page);
});

test("a split corpus has one overview and pages that know each other", async () => {
  const page = await open(browser, "split/index.html");
  const tabs = await page.locator("[role=tab]").allInnerTexts();
  assert.deepEqual(tabs, ["Tableaux", "Frise", "Carte", "Réseau", "Pages"]);
  assert.equal(await page.locator(".filters .search, #score").count(), 0);
  for (const label of ["PERSON", "COUNTRY", "ORG", "LOC", "DATE"]) {
    assert.ok(await page.locator(`#table-${label} tbody tr`).count() > 0, label);
  }
  await page.click(".toggle:has-text('Pays')");
  assert.ok(await page.locator("#table-COUNTRY").isHidden());
  await page.click(".toggle:has-text('Pays')");
  for (const tab of ["timeline", "map", "network"]) {
    await choose(page, tab);
    assert.ok(await page.locator(`#panel-${tab} svg`).isVisible(), tab);
    await sound(page);
    assert.deepEqual(await findings(page), [], tab);
  }
  await choose(page, "pages");
  assert.deepEqual(await findings(page), []);
  assert.equal(await page.locator(".panel:not([hidden]) tbody tr").count(), 3);
  await page.click(".panel:not([hidden]) tbody a >> nth=1");
  await page.waitForSelector(".part");
  assert.equal(await page.locator(".doc-list li").count(), 10);
  await sound(page);
  assert.deepEqual(await findings(page), []);
  await page.click("a[rel=next]");
  await page.waitForSelector(".part");
  assert.equal(await page.locator(".doc-list li").count(), 6);
  await page.click(".part a >> nth=0");
  await page.waitForSelector("#tab-pages");
  await sound(page);
});

test("the tables of an overview are those of the single page", async () => {
  const [single, overview] = [await open(browser, "sample.html", { hash: "#tab=tables" }), await open(browser, "split/index.html")];
  const rows = (page, label) => page.locator(`#table-${label} tbody tr`).evaluateAll((all) => all.map((row) => [...row.cells].slice(1).map((cell) => cell.textContent)));
  for (const label of ["PERSON", "COUNTRY", "ORG", "LOC"]) {
    assert.deepEqual((await rows(overview, label)).sort(), (await rows(single, label)).sort(), label);
  }
});

test("documents without a text are lists of mentions", async () => {
  const page = await open(browser, "textless.html");
  assert.ok(await page.locator(".listed tbody tr").count() > 10);
  await page.locator(".listed .m >> nth=0").focus();
  assert.ok(await page.locator(".card").isVisible());
  for (const tab of TABS) {
    await choose(page, tab);
    await sound(page);
    assert.deepEqual(await findings(page), [], tab);
  }
});

test("no document is said to be none", async () => {
  const page = await open(browser, "empty.html");
  assert.match(await page.locator(".nothing").innerText(), /aucun document|no documents/);
  await sound(page);
  assert.deepEqual(await findings(page), []);
});

test("one text is shown with its legend and nothing else", async () => {
  const page = await open(browser, "view.html");
  assert.equal(await page.locator("h1").count(), 1);
  assert.equal(await page.locator("[role=tab]").count(), 0);
  assert.equal(await page.locator(".toggle").count(), 5);
  assert.ok(await page.locator(".article .m").count() > 20);
  await page.click(".article .m >> nth=0");
  assert.ok(await page.locator(".card dl").isVisible());
  await page.keyboard.press("Escape");
  await sound(page);
  assert.deepEqual(await findings(page), []);
});

test("damaged data says so", async () => {
  const page = await open(browser, filled("broken.html", { schema: "griot-report/9" }));
  assert.match(await page.locator(".nothing").innerText(), /griot report/);
  await sound(page);
});

test("without scripts the page says why it is empty, in both languages", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`file://${process.env.DATA}/sample.html`);
  const text = await page.locator("noscript").innerText();
  assert.match(text, /JavaScript pour montrer/);
  assert.match(text, /needs JavaScript/);
});
