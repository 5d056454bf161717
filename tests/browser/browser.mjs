// Chromium without a network, and what every test does with a page.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const require = createRequire(import.meta.url);
const AXE = require.resolve("axe-core/axe.min.js");
const TEMPLATE = new URL("../../src/report/web/dist/report.html", import.meta.url);

export const TABS = ["documents", "tables", "timeline", "map", "network"];

export const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });

export const address = (name, hash = "") => `file://${process.env.DATA}/${name}${hash}`;

/** Writes a page of `data` to the data directory, without griot. */
export function filled(name, data) {
  const json = JSON.stringify(data).replaceAll("<", "\\u003c");
  writeFileSync(`${process.env.DATA}/${name}`, readFileSync(TEMPLATE, "utf8").replace("/*GRIOT-DATA*/", () => json));
  return name;
}

/** Opens a page of the data directory. `page.complaints` has what it logged and asked for. */
export async function open(browser, name, { hash = "", ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, bypassCSP: false, ...options });
  const page = await context.newPage();
  page.complaints = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) page.complaints.push(message.text());
  });
  page.on("pageerror", (error) => page.complaints.push(String(error)));
  page.on("request", (request) => {
    if (!/^(file|data|blob):/.test(request.url())) page.complaints.push(request.url());
  });
  await page.goto(address(name, hash));
  await page.waitForSelector("#page");
  return page;
}

/** No error, no request, nothing wider than the window. */
export async function sound(page) {
  assert.deepEqual(page.complaints, []);
  const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(content <= window, `the page is ${content} wide in a window of ${window}`);
}

export async function choose(page, tab) {
  await page.click(`#tab-${tab}`);
  await page.waitForSelector(`#panel-${tab}:not([hidden])`);
}

/** The findings of axe-core that matter. The page's policy forbids scripts, so axe comes by evaluation. */
export async function findings(page) {
  await page.evaluate(readFileSync(AXE, "utf8"));
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run(document, { resultTypes: ["violations"] }),
  );
  return violations
    .filter(({ impact }) => ["serious", "critical"].includes(impact))
    .map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => `${node.target} (${node.failureSummary})`).join("; ")}`);
}
