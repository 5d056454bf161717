// The page of the sample corpus, used as a reader would.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { choose, findings, launch, open, sound, TABS } from "./browser.mjs";

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

const shown = (page) => page.locator(".doc-list li").count();

test("opens from disk without an error or a request, on every tab", async () => {
  const page = await open(browser, "sample.html");
  assert.equal(await shown(page), 26);
  assert.equal(await page.locator("html").getAttribute("lang"), "fr");
  assert.match(await page.locator(".lead").innerText(), /26 documents \(17 en français, 9 en anglais\)/);
  for (const tab of TABS) {
    await choose(page, tab);
    await sound(page);
  }
  assert.equal(await page.locator(".mark").count() > 20, true);
  assert.equal(await page.locator(".named").count() > 40, true);
});

test("the tables add up to the head of the page", async () => {
  const page = await open(browser, "sample.html", { hash: "#tab=tables" });
  const data = JSON.parse(await page.locator("#griot-data").textContent());
  const counts = await page.locator(".toggle .count").allInnerTexts();
  assert.deepEqual(counts.map(Number), ["PERSON", "COUNTRY", "ORG", "LOC", "DATE"].map((label) => data.totals.mentions[label]));
  await page.check(".filters .check input");
  const more = await page.locator(".toggle .count").allInnerTexts();
  const sum = (all) => all.reduce((total, count) => total + Number(count), 0);
  assert.equal(sum(more) - sum(counts), data.totals.furniture);
});

test("an entity filters everything, the address keeps it, and it can be lifted", async () => {
  const page = await open(browser, "sample.html", { hash: "#tab=tables" });
  await page.click("#table-COUNTRY button.entity:text-is('Mali')");
  assert.match(page.url(), /e=COUNTRY%3AML/);
  await choose(page, "documents");
  assert.equal(await shown(page), 2);
  assert.match(await page.locator(".shown").innerText(), /^2 sur 26/);
  await page.reload();
  assert.equal(await shown(page), 2);
  assert.ok(await page.locator(".m.COUNTRY.chosen").count() > 0);
  await page.click("button.chip");
  assert.equal(await shown(page), 26);
  await page.goBack();
  assert.equal(await shown(page), 2);
});

test("labels go off and on, and the score is a floor", async () => {
  const page = await open(browser, "sample.html");
  const dates = page.locator(".article .m.DATE");
  assert.ok(await dates.count() > 3);
  await page.click(".toggle:has-text('Dates')");
  assert.equal(await dates.count(), 0);
  await choose(page, "tables");
  assert.ok(await page.locator("#table-DATE").isHidden());
  await page.click(".toggle:has-text('Dates')");
  assert.ok(await page.locator("#table-DATE").isVisible());
  const before = Number(await page.locator(".toggle:has-text('Lieux') .count").innerText());
  await page.locator("#score").fill("990");
  await page.waitForFunction((most) => Number(document.querySelectorAll(".toggle .count")[3].textContent) < most, before);
});

test("search finds across documents and within one", async () => {
  const page = await open(browser, "sample.html");
  await page.fill(".filters .search", "NIONO mali");
  await page.waitForFunction(() => document.querySelectorAll(".doc-list li").length === 1);
  assert.ok(await page.locator(".snippet mark").count() > 0);
  const hits = await page.locator(".article mark.hit").count();
  assert.match(await page.locator(".hits").innerText(), new RegExp(`^${hits} occurrences`));
  await page.click(".hits button >> nth=1");
  assert.equal(await page.locator("mark.here").count(), 1);
  await page.fill(".filters .search", "zzzz");
  await page.waitForSelector(".documents > .nothing:not([hidden])");
});

test("a search that is cleared in passing stays cleared", async () => {
  const page = await open(browser, "sample.html");
  const all = await shown(page);
  await page.fill(".filters .search", "NIONO mali");
  await page.waitForFunction((all) => document.querySelectorAll(".doc-list li").length < all, all);
  await page.evaluate(() => {
    const search = document.querySelector(".filters .search");
    search.value = "";
    search.dispatchEvent(new Event("input"));
    search.blur();
    document.getElementById("tab-tables").click();
  });
  await choose(page, "documents");
  assert.equal(await page.inputValue(".filters .search"), "");
  assert.equal(await shown(page), all);
});

test("a mention tells its value on hover and focus; Escape closes it", async () => {
  const page = await open(browser, "sample.html", { hash: "#doc=sahel-summit" });
  await page.hover(".article .m.COUNTRY >> nth=0");
  const card = page.locator(".card");
  assert.match(await card.innerText(), /ML · MLI/);
  await page.mouse.move(2, 2);
  await card.waitFor({ state: "detached" });
  const date = page.locator(".article .m.DATE", { hasText: "Fin janvier" });
  await date.focus();
  assert.match(await card.innerText(), /2025-01 end/);
  assert.match(await card.innerText(), /fin janvier 2025/);
  await page.keyboard.press("Enter");
  assert.equal(await card.getAttribute("role"), "dialog");
  assert.ok(await card.evaluate((element) => element.contains(document.activeElement)));
  await page.keyboard.press("Escape");
  assert.equal(await card.count(), 0);
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Fin janvier");
});

test("everything can be reached by keyboard", async () => {
  const page = await open(browser, "sample.html");
  const on = (selector) => page.evaluate((wanted) => document.activeElement.matches(wanted), selector);
  const seen = new Set();
  const wanted = [".skip", ".languages button", ".search", ".toggle", "#score", "[role=tab]", ".doc-list a", ".article .m"];
  for (let presses = 0; presses < 80 && seen.size < wanted.length; presses += 1) {
    await page.keyboard.press("Tab");
    for (const selector of wanted) if (await on(selector)) seen.add(selector);
  }
  assert.deepEqual([...seen], wanted);
  await page.focus("#tab-documents");
  await page.keyboard.press("ArrowRight");
  assert.ok(await on("#tab-tables[aria-selected=true]"));
  await page.keyboard.press("End");
  assert.ok(await on("#tab-network[aria-selected=true]"));
  await page.keyboard.press("ArrowRight");
  assert.ok(await on("#tab-documents[aria-selected=true]"));
  await choose(page, "map");
  await page.focus(".named[data-code=ML]");
  assert.match(await page.locator(".card").innerText(), /Mali/);
  await page.keyboard.press("Enter");
  assert.match(page.url(), /e=COUNTRY%3AML/);
  await choose(page, "network");
  await page.locator(".mark[tabindex='0']").focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  assert.equal(await page.locator(".mark[aria-pressed=true]").count(), 1);
});

test("the page speaks both languages", async () => {
  const page = await open(browser, "sample.html", { hash: "#tab=map" });
  await page.click(".languages [lang=en]");
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  assert.equal(await page.locator("#tab-map").getAttribute("aria-selected"), "true");
  assert.match(await page.locator(".lead").innerText(), /17 in French, 9 in English/);
  assert.ok(await page.locator(".map tbody th", { hasText: "Ivory Coast" }).or(page.locator(".map tbody th", { hasText: "Côte d" })).count() > 0);
  assert.match(page.url(), /lang=en/);
  for (const tab of TABS) {
    await choose(page, tab);
    const text = await page.locator("#page").innerText();
    assert.doesNotMatch(text, /undefined|NaN|\[object/);
  }
  await sound(page);
});

test("a table is kept as CSV", async () => {
  const page = await open(browser, "sample.html", { hash: "#tab=tables" });
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("#table-COUNTRY .csv")]);
  assert.equal(download.suggestedFilename(), "griot-country.csv");
  const lines = readFileSync(await download.path(), "utf8").split("\r\n");
  assert.equal(lines[0], "\ufefflabel,name,key,mentions,documents,first_date,last_date,variants");
  assert.ok(lines.some((line) => line.startsWith("COUNTRY,Mali,ML,")));
});

test("a drag on the timeline zooms, and its period can be kept", async () => {
  const page = await open(browser, "sample.html", { hash: "#tab=timeline" });
  const from = () => page.locator(".period input >> nth=0").inputValue();
  const first = await from();
  const { x, y, width } = await page.locator(".time .overlay").boundingBox();
  await page.mouse.move(x + width / 2, y + 60);
  await page.mouse.down();
  await page.mouse.move(x + width / 2 + 120, y + 70, { steps: 4 });
  await page.mouse.up();
  assert.notEqual(await from(), first);
  await page.click("button:has-text('Ne garder que')");
  const kept = Number(/^(\d+) sur/.exec(await page.locator(".shown").innerText())[1]);
  assert.ok(kept > 0 && kept < 26);
  await sound(page);
});

test("a tie of the network shows its sentences", async () => {
  const page = await open(browser, "sample.html", { hash: "#tab=network" });
  await page.click(".ties .entity >> nth=0");
  assert.ok(await page.locator(".passages li").count() > 0);
  await page.click(".passages a >> nth=0");
  await page.waitForSelector("#panel-documents:not([hidden])");
  await choose(page, "network");
  await page.selectOption(".network select >> nth=0", "document");
  await page.selectOption(".network select >> nth=1", "pmi");
  assert.match(page.url(), /window=document&weight=pmi/);
  const boxes = await page.locator(".names text").evaluateAll((all) => all.map((text) => text.getBoundingClientRect().toJSON()));
  const overlaps = boxes.filter((a, index) =>
    boxes.slice(index + 1).some((b) => a.left + 2 < b.right && b.left + 2 < a.right && a.top + 3 < b.bottom && b.top + 3 < a.bottom),
  );
  assert.equal(overlaps.length, 0, "names lie on names");
});

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing serious, ${colorScheme}`, async () => {
    const page = await open(browser, "sample.html", { colorScheme });
    for (const tab of TABS) {
      await choose(page, tab);
      assert.deepEqual(await findings(page), [], tab);
    }
    await choose(page, "documents");
    await page.click(".article .m >> nth=0");
    assert.deepEqual(await findings(page), [], "card");
  });
}

test("a phone shows all of it", async () => {
  const page = await open(browser, "sample.html", { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  for (const tab of TABS) {
    const box = await page.locator(`#tab-${tab}`).boundingBox();
    assert.ok(box.x >= 0 && box.x + box.width <= 390, `${tab} is cut off`);
    await choose(page, tab);
    await sound(page);
  }
  await choose(page, "documents");
  assert.ok(await page.locator(".reader").isHidden());
  await page.click(".doc-list a >> nth=2");
  assert.ok(await page.locator(".side").isHidden());
  await page.click(".article .m >> nth=0");
  assert.ok(await page.locator(".card").isVisible());
  await sound(page);
  await page.keyboard.press("Escape");
  await page.click(".back");
  assert.ok(await page.locator(".side").isVisible());
});
