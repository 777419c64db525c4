// What a partner's tests do with ajv: they compile a schema strictly, and print the faults of each body, a line each.
const { readFileSync } = require("node:fs");
const Ajv = require("ajv/dist/2020").default;
const addFormats = require("ajv-formats").default;

const [schema, ...bodies] = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, "utf8")));
const ajv = new Ajv({ strict: true, allErrors: true });
addFormats(ajv);
const validate = ajv.compile(schema);
for (const body of bodies) {
  console.log(validate(body) ? "" : ajv.errorsText(validate.errors));
}
