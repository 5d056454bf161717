// Pictures of the sample corpus for the documentation: `node screenshots.mjs DIR`, data as for the tests.

import { mkdirSync } from "node:fs";
import { launch, open } from "./browser.mjs";

const directory = process.argv[2];
mkdirSync(directory, { recursive: true });
const browser = await launch();

async function picture(name, hash, { act, ...options } = {}) {
  const page = await open(browser, "sample.html", { hash, ...options });
  if (act) await act(page);
  // What hangs on sizes is drawn once they are known.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100))));
  await page.screenshot({ path: `${directory}/${name}.png` });
  await page.context().close();
}

const date = (page) => page.locator(".article .m.DATE", { hasText: "Fin janvier" }).hover();
await picture("report-documents", "#doc=sahel-summit", { act: date });
await picture("report-documents-dark", "#doc=sahel-summit&lang=en", { act: date, colorScheme: "dark" });
await picture("report-tables", "#tab=tables");
await picture("report-timeline", "#tab=timeline", { viewport: { width: 1280, height: 1040 } });
await picture("report-map", "#tab=map", { act: (page) => page.focus(".named[data-code=ML]") });
await picture("report-network", "#tab=network&window=document&nodes=90", { viewport: { width: 1280, height: 1060 } });
await picture("report-phone", "#tab=map", { viewport: { width: 390, height: 844 }, isMobile: true });
await browser.close();
