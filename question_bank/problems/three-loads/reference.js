function balanced_triples(readings) {
  const counts = new Map();
  for (const reading of readings) counts.set(reading, (counts.get(reading) ?? 0) + 1);
  const different = [...counts.keys()].sort((a, b) => a - b);

  const triples = [];
  different.forEach((first, n) => {
    for (const second of different.slice(n)) {
      const third = -first - second;
      if (third < second || !counts.has(third)) continue;
      const triple = [first, second, third];
      const enough = triple.every((load) => counts.get(load) >= triple.filter((x) => x === load).length);
      if (enough) triples.push(triple);
    }
  });
  return triples;
}
