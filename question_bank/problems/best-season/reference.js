function best_total(days) {
  let current = days[0];
  let best = days[0];
  for (let day = 1; day < days.length; day += 1) {
    if (current > 0) {
      current += days[day];
    } else {
      current = days[day];
    }
    if (current > best) {
      best = current;
    }
  }
  return best;
}
