// Makes `src/data.ts` of `data.schema.json`, which the Rust side makes of its types. `--check` makes it without
// writing and fails where the committed file is another one.

import { readFileSync, writeFileSync } from "node:fs";
import { compile } from "json-schema-to-typescript";

const here = new URL(".", import.meta.url).pathname;
const output = `${here}src/data.ts`;

const schema = JSON.parse(readFileSync(`${here}data.schema.json`, "utf8"));
const made = await compile(schema, "Data", {
  additionalProperties: false,
  bannerComment:
    "/* The contract between the Rust side and the page: made by `npm run types` of data.schema.json. Do not edit. */",
  style: { printWidth: 120 },
  strictIndexSignatures: true,
});

if (process.argv.includes("--check")) {
  if (readFileSync(output, "utf8") !== made) {
    console.error("src/data.ts is not what the schema gives: run `npm run types` and commit it");
    process.exit(1);
  }
} else {
  writeFileSync(output, made);
}
