function ways_through(rows) {
  const columns = rows[0].length;
  const ways = new Array(columns).fill(0);
  ways[0] = 1;
  for (const row of rows) {
    for (let column = 0; column < columns; column += 1) {
      if (row[column] === "#") {
        ways[column] = 0;
      } else if (column > 0) {
        ways[column] += ways[column - 1];
      }
    }
  }
  return ways[columns - 1];
}
