function best_yield(yield_kwh) {
  const [best] = yield_kwh.reduce(
    ([last, beforeLast], amount) => [Math.max(last, beforeLast + amount), last],
    [0, 0],
  );
  return best;
}
