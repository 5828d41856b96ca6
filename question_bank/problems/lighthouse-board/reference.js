function placements(size) {
  const free = (row, column, placed) =>
    placed.every((other, above) => other !== column && Math.abs(other - column) !== row - above);

  const count = (placed) => {
    const row = placed.length;
    if (row === size) return 1;
    let ways = 0;
    for (let column = 0; column < size; column++) {
      if (free(row, column, placed)) ways += count([...placed, column]);
    }
    return ways;
  };

  return count([]);
}
