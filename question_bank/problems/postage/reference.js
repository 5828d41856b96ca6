function fewest_stamps(values, amount) {
  const fewest = new Array(amount + 1).fill(Infinity);
  fewest[0] = 0;
  for (const value of values) {
    for (let total = value; total <= amount; total++) {
      fewest[total] = Math.min(fewest[total], fewest[total - value] + 1);
    }
  }
  return Number.isFinite(fewest[amount]) ? fewest[amount] : -1;
}
