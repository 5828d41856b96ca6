function longest(words) {
  let best = "";
  for (const w of words) {
    if (w.length > best.length) {
      best = w;
    }
  }
  return best +;
}
