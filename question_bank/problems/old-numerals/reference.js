function value_of(numeral) {
  const values = { I: 1, V: 5, X: 10, L: 50, C: 100, D: 500, M: 1000 };
  const letters = [...numeral].map((letter) => values[letter]);
  return letters.reduce(
    (total, value, n) => (value < (letters[n + 1] ?? 0) ? total - value : total + value),
    0,
  );
}
