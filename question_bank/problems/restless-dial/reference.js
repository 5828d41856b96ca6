function presses(number) {
  const next = (shown) => [...String(shown)].reduce((sum, digit) => sum + Number(digit) ** 2, 0);
  const seen = new Set();
  let shown = number;
  while (shown !== 1) {
    if (seen.has(shown)) return -1;
    seen.add(shown);
    shown = next(shown);
  }
  return seen.size;
}
