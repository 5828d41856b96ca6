function fewest_leaps(reach) {
  const last = reach.length - 1;
  let leaps = 0;
  let from = 0;
  let to = 0;
  while (to < last) {
    let farthest = to;
    for (let stone = from; stone <= to; stone++) {
      farthest = Math.max(farthest, stone + reach[stone]);
    }
    if (farthest === to) return -1;
    [from, to] = [to + 1, farthest];
    leaps++;
  }
  return leaps;
}
