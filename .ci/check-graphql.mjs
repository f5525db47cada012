// Holds each request for GitHub's GraphQL API against its published schema. Prints a line a request; exit 1 where one does not stand.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const modules = createRequire(`${process.env.NODE_MODULES}/x.js`);
const { buildSchema, parse, validate } = modules("graphql");
// The published schema says a field twice.
const schema = buildSchema(readFileSync(`${process.env.NODE_MODULES}/@octokit/graphql-schema/schema.graphql`, "utf8"), { assumeValid: true, assumeValidSDL: true });
const files = process.argv.slice(2);
let complaints = 0;
for (const file of files) {
  const problems = validate(schema, parse(readFileSync(file, "utf8")));
  complaints += problems.length;
  console.log(`${file}: ${problems.length === 0 ? "as the schema has it" : problems.map((p) => p.message).join("; ")}`);
}
process.exit(complaints === 0 && files.length > 0 ? 0 : 1);
