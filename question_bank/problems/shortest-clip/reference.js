function shortest_clip(film, cast) {
  const needed = new Map();
  for (const actor of cast) needed.set(actor, (needed.get(actor) ?? 0) + 1);

  let missing = cast.length;
  let start = 0;
  let best = null;
  for (let end = 0; end < film.length; end++) {
    const left = needed.get(film[end]) ?? 0;
    if (left > 0) missing--;
    needed.set(film[end], left - 1);
    for (; missing === 0; start++) {
      if (best === null || end - start < best.end - best.start) best = { start, end };
      needed.set(film[start], needed.get(film[start]) + 1);
      if (needed.get(film[start]) > 0) missing++;
    }
  }
  return best === null ? "" : film.slice(best.start, best.end + 1);
}
