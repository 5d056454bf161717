// Builds `dist/report.html`: one file with its style, its script and an empty place for the data.
// `--check` builds without writing and fails where the committed file is another one.

import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { build } from "esbuild";
import { worldModule } from "./world.mjs";

const here = new URL(".", import.meta.url).pathname;
const output = `${here}dist/report.html`;
/** The one place that the Rust side fills. */
const MARKER = "/*GRIOT-DATA*/";
const LARGEST = 500_000;

const world = {
  name: "world",
  setup(build) {
    build.onResolve({ filter: /^world:shapes$/ }, () => ({ path: "shapes", namespace: "world" }));
    build.onLoad({ filter: /.*/, namespace: "world" }, () => ({
      contents: JSON.stringify(worldModule()),
      loader: "json",
    }));
  },
};

/** The text of the one file that esbuild makes of `entry`. */
async function bundle(entry, options) {
  const result = await build({
    entryPoints: [here + entry],
    bundle: true,
    minify: true,
    write: false,
    charset: "utf8",
    metafile: true,
    legalComments: "none",
    ...options,
  });
  return { text: result.outputFiles[0].text.trim(), inputs: Object.keys(result.metafile.inputs) };
}

/** The licences of what was bundled, each text once under the packages that it covers. */
function licences(inputs) {
  const found = inputs.map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]);
  const names = [...new Set([...found, "world-atlas"])].filter(Boolean).sort();
  const texts = new Map();
  for (const name of names) {
    const file = ["LICENSE", "LICENSE.md"].map((file) => `${here}node_modules/${name}/${file}`).find(existsSync);
    const text = readFileSync(file, "utf8").trim().replaceAll("--", "- -");
    texts.set(text, [...(texts.get(text) ?? []), name]);
  }
  return [...texts].map(([text, packages]) => `${packages.join(", ")}\n\n${text}`).join("\n\n\n");
}

/** What a content security policy calls the text of an inline script or style. */
const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

const { text: style } = await bundle("src/styles/main.css", { target: "es2022" });
const { text: script, inputs } = await bundle("src/main.ts", {
  format: "iife",
  target: "es2022",
  plugins: [world],
});
const policy = `default-src 'none'; style-src ${hash(style)}; script-src ${hash(script)}; img-src data:; base-uri 'none'; form-action 'none'`;

let page = readFileSync(`${here}src/template.html`, "utf8");
for (const [name, text] of Object.entries({ policy, style, script, licences: licences(inputs) })) {
  page = page.replace(`{{${name}}}`, () => text);
}
if (page.split(MARKER).length !== 2) throw new Error(`${MARKER} must stand in the page exactly once`);
if (page.split("</script>").length !== 3) throw new Error("the script or the style ends early");
if (page.length > LARGEST) throw new Error(`the page has ${page.length} bytes, more than ${LARGEST}`);

if (process.argv.includes("--check")) {
  if (readFileSync(output, "utf8") !== page) {
    console.error("dist/report.html is not what the source builds: run `npm run build` and commit it");
    process.exit(1);
  }
} else {
  writeFileSync(output, page);
  console.log(`dist/report.html: ${Buffer.byteLength(page)} bytes (script ${script.length}, style ${style.length})`);
}
