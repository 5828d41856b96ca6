const transpose = function (rows) {
  const out = [];
  for (const column in rows[0]) {
    const line = [];
    let r = 0;
    do {
      line.push(rows[r][column]);
      r += 1;
    } while (r < rows.length);
    out.push(line);
  }
  return out;
};

function zero(rows, { fill, width }) {
  rows.forEach((row, k) => {
    rows[k] = row.map(() => fill);
  });
  delete rows[0];
}
