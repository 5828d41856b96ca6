function nights_until_lost(orchard) {
  const cells = orchard.map((row) => [...row]);
  let sick = [];
  let healthy = 0;
  cells.forEach((row, r) =>
    row.forEach((tree, c) => {
      if (tree === 2) sick.push([r, c]);
      if (tree === 1) healthy++;
    }),
  );
  let nights = 0;
  while (sick.length > 0 && healthy > 0) {
    nights++;
    const fallen = [];
    for (const [r, c] of sick) {
      for (const [row, column] of [[r + 1, c], [r - 1, c], [r, c + 1], [r, c - 1]]) {
        if (cells[row]?.[column] !== 1) continue;
        cells[row][column] = 2;
        healthy--;
        fallen.push([row, column]);
      }
    }
    sick = fallen;
  }
  return healthy > 0 ? -1 : nights;
}
