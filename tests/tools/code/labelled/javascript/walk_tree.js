import { readFileSync } from "node:fs";

function walk(node, visit) {
  if (!node) {
    return;
  }
  visit(node.value);
  for (const child of node.children) {
    walk(child, visit);
  }
}

export function total(root) {
  let sum = 0;
  walk(root, (value) => {
    sum += value;
  });
  return sum;
}

export const read = (path) => readFileSync(path, "utf8");
