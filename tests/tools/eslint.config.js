// What ESLint holds our scripts to: rules that find faults, and of two ways to write a thing, one.
const { globSync, readFileSync } = require("node:fs");
const js = require("@eslint/js");
const globals = require("globals");

// What the scripts of pages and workers give each other, by name.
const scripts = globSync("docs/assets/**/*.js").map((file) => readFileSync(file, "utf8"));
const given = scripts.flatMap((script) => [...script.matchAll(/^self\.(gett\w+) = /gm)]).map(([, name]) => [name, "readonly"]);

const rules = {
  ...js.configs.recommended.rules,
  "array-callback-return": "error",
  eqeqeq: "error",
  "no-control-regex": "off", // the decoder reads what terminals print
  "no-else-return": "error",
  "no-eval": "error",
  "no-param-reassign": "error",
  "no-self-compare": "error",
  "no-template-curly-in-string": "error",
  "no-throw-literal": "error",
  "no-unneeded-ternary": "error",
  "no-unreachable-loop": "error",
  "no-unused-expressions": "error",
  "no-unused-vars": ["error", { ignoreRestSiblings: true }],
  "no-useless-return": "error",
  "no-var": "error",
  "prefer-arrow-callback": "error",
  "prefer-const": "error",
  "prefer-promise-reject-errors": "error",
  "prefer-template": "error",
};

module.exports = [
  { ignores: ["**/.venv*", "tests/golden"] },
  { linterOptions: { reportUnusedDisableDirectives: "error" }, rules },
  {
    files: ["docs/**/*.js"],
    languageOptions: {
      ecmaVersion: 2022,
      sourceType: "script",
      globals: { ...globals.browser, ...globals.serviceworker, ...Object.fromEntries(given) },
    },
    rules: { strict: ["error", "global"] },
  },
  { files: ["tests/**"], languageOptions: { globals: globals.node } },
  { files: ["tests/**/*.cjs", "tests/tools/*.js"], languageOptions: { sourceType: "commonjs" } },
];
