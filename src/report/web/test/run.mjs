// Bundles every test and runs them with Node's own runner.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";

const here = new URL(".", import.meta.url).pathname;
const output = mkdtempSync(join(tmpdir(), "griot-report-"));
const tests = readdirSync(here).filter((name) => name.endsWith(".test.ts"));
try {
  await build({
    entryPoints: tests.map((name) => here + name),
    bundle: true,
    platform: "node",
    format: "esm",
    outdir: output,
    outExtension: { ".js": ".mjs" },
  });
  const files = tests.map((name) => join(output, name.replace(".ts", ".mjs")));
  process.exitCode = spawnSync(process.execPath, ["--test", ...files], { stdio: "inherit" }).status ?? 1;
} finally {
  rmSync(output, { recursive: true });
}
