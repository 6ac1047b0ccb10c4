// For `node --test`: what draws imports "lit", a name only the page's import map knows. Node gets the module that file is
// flattened from, in lit's own build for Node. Dragging needs a browser and is tested in one.
import { register } from "node:module";

/** @type {import("node:module").ResolveHook} */
export async function resolve(name, context, next) {
  return next(name === "lit" ? new URL("./front/lit.js", import.meta.url).href : name, context);
}

if (!import.meta.url.endsWith("?hook")) register(`${import.meta.url}?hook`);
