function both_there(first, second) {
  const shared = [];
  let next = 0;
  for (const [start, end] of first) {
    while (next < second.length && second[next][1] <= start) next++;
    for (let other = next; other < second.length && second[other][0] < end; other++) {
      shared.push([Math.max(start, second[other][0]), Math.min(end, second[other][1])]);
      next = other;
    }
  }
  return shared;
}
