function most_stops(stops) {
  const best = [];
  stops.forEach((floor, current) => {
    const before = best.filter((_, earlier) => stops[earlier] < floor);
    best[current] = 1 + Math.max(0, ...before);
  });
  return Math.max(0, ...best);
}
