function largest_lake(rows) {
  const seen = rows.map((row) => new Array(row.length).fill(false));
  function size(row, column) {
    if (row < 0 || row >= rows.length || column < 0 || column >= rows[0].length) {
      return 0;
    }
    if (rows[row][column] !== "w" || seen[row][column]) {
      return 0;
    }
    seen[row][column] = true;
    return (
      1 +
      size(row + 1, column) +
      size(row - 1, column) +
      size(row, column + 1) +
      size(row, column - 1)
    );
  }
  let largest = 0;
  for (let row = 0; row < rows.length; row += 1) {
    for (let column = 0; column < rows[0].length; column += 1) {
      largest = Math.max(largest, size(row, column));
    }
  }
  return largest;
}
