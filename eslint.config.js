// Rules for our own JavaScript: the browser's modules and their tests. Style is left to the reader's taste.
import js from "@eslint/js";
import globals from "globals";

const strict = {
  eqeqeq: ["error", "smart"],
  "no-console": "error",
  "no-eval": "error",
  "no-implied-eval": "error",
  "no-new-func": "error",
  "no-var": "error",
  "prefer-const": "error",
  // Text of people goes through lit-html or textContent, never through the parser.
  "no-restricted-properties": [
    "error",
    { property: "innerHTML", message: "Use lit-html or textContent." },
    { property: "outerHTML", message: "Use lit-html or textContent." },
    { property: "insertAdjacentHTML", message: "Use lit-html or textContent." },
  ],
};

export default [
  { ignores: ["static/vendor/", "node_modules/"] },
  js.configs.recommended,
  { files: ["static/js/**/*.js", "build/front/*.js"], languageOptions: { globals: globals.browser }, rules: strict },
  { files: ["tests/js/**/*.js"], languageOptions: { globals: { ...globals.node, ...globals.browser } }, rules: strict },
];
