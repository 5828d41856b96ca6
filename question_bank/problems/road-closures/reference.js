function shortest_form(closures) {
  const merged = [];
  const inOrder = [...closures].sort(([one], [other]) => one - other);
  for (const [first, last] of inOrder) {
    const latest = merged.at(-1);
    if (latest && first <= latest[1] + 1) {
      latest[1] = Math.max(latest[1], last);
    } else {
      merged.push([first, last]);
    }
  }
  return merged;
}
