function poster_lines(words, width) {
  const rows = [];
  let letters = 0;
  for (const word of words) {
    const row = rows.at(-1);
    if (row && letters + row.length + word.length <= width) {
      row.push(word);
      letters += word.length;
    } else {
      rows.push([word]);
      letters = word.length;
    }
  }

  return rows.map((row, n) => {
    const gaps = row.length - 1;
    if (gaps === 0 || n === rows.length - 1) return row.join(" ").padEnd(width);
    const spaces = width - row.join("").length;
    const each = Math.floor(spaces / gaps);
    const extra = spaces % gaps;
    return row.map((word, k) => (k < gaps ? word + " ".repeat(each + (k < extra ? 1 : 0)) : word)).join("");
  });
}
