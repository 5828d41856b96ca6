function piles(words) {
  const byLetters = new Map();
  for (const word of words) {
    const key = [...word].sort().join("");
    if (!byLetters.has(key)) byLetters.set(key, []);
    byLetters.get(key).push(word);
  }
  return [...byLetters.values()];
}
