function slips(meant, typed) {
  let beforeLast = [];
  let last = Array.from({ length: typed.length + 1 }, (_, j) => j);
  for (let i = 1; i <= meant.length; i++) {
    const row = [i];
    for (let j = 1; j <= typed.length; j++) {
      const replaced = last[j - 1] + (meant[i - 1] === typed[j - 1] ? 0 : 1);
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, replaced);
      const crossed = meant[i - 1] === typed[j - 2] && meant[i - 2] === typed[j - 1];
      if (i > 1 && j > 1 && crossed) row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
    }
    [beforeLast, last] = [last, row];
  }
  return last[typed.length];
}
