function stretches(days, amount) {
  const seen = new Map([[0, 1]]);
  let total = 0;
  let count = 0;
  for (const spent of days) {
    total += spent;
    count += seen.get(total - amount) ?? 0;
    seen.set(total, (seen.get(total) ?? 0) + 1);
  }
  return count;
}
