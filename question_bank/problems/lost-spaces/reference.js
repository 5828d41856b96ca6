function fewest_words(telegram, words) {
  const known = [...new Set(words)];
  const fewest = new Array(telegram.length + 1).fill(Infinity);
  fewest[0] = 0;
  for (let start = 0; start < telegram.length; start++) {
    if (fewest[start] === Infinity) continue;
    for (const word of known) {
      if (!telegram.startsWith(word, start)) continue;
      const end = start + word.length;
      fewest[end] = Math.min(fewest[end], fewest[start] + 1);
    }
  }
  const answer = fewest[telegram.length];
  return Number.isFinite(answer) ? answer : -1;
}
