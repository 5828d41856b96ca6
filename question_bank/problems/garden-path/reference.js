function pavings(length) {
  const ways = [1];
  for (let metres = 1; metres <= length; metres += 1) {
    let total = 0;
    for (const slab of [1, 2, 3]) {
      if (slab <= metres) {
        total += ways[metres - slab];
      }
    }
    ways.push(total);
  }
  return ways[length];
}
