function start_post(gain, cost) {
  let balance = 0;
  let lowest = 0;
  let start = 0;
  gain.forEach((units, post) => {
    balance += units - cost[post];
    if (balance < lowest) {
      lowest = balance;
      start = post + 1;
    }
  });
  return balance < 0 ? -1 : start;
}
