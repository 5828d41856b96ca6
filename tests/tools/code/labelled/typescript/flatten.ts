type Nested = number | Nested[];

function flatten(input: Nested[], depth: number = Infinity): number[] {
  const out: number[] = [];
  for (const item of input) {
    if (Array.isArray(item)) {
      out.push(...flatten(item, depth - 1));
    } else {
      out.push(item as number);
    }
  }
  return out;
}
