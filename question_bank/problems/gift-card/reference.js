function spend_card(prices, balance) {
  const seen = new Map();
  for (let position = 0; position < prices.length; position += 1) {
    const missing = balance - prices[position];
    if (seen.has(missing)) {
      return [seen.get(missing), position];
    }
    seen.set(prices[position], position);
  }
  return [];
}
