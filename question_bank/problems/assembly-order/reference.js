function assembly_order(count, rules) {
  const heldBack = new Array(count).fill(0);
  const behind = Array.from({ length: count }, () => []);
  for (const [before, after] of rules) {
    heldBack[after] += 1;
    behind[before].push(after);
  }
  const free = [];
  const put = (step) => {
    free.push(step);
    let at = free.length - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (free[parent] <= free[at]) break;
      [free[parent], free[at]] = [free[at], free[parent]];
      at = parent;
    }
  };
  const take = () => {
    const smallest = free[0];
    const last = free.pop();
    if (free.length > 0) {
      free[0] = last;
      let at = 0;
      for (;;) {
        let child = 2 * at + 1;
        if (child >= free.length) break;
        if (child + 1 < free.length && free[child + 1] < free[child]) child += 1;
        if (free[at] <= free[child]) break;
        [free[at], free[child]] = [free[child], free[at]];
        at = child;
      }
    }
    return smallest;
  };
  for (let step = 0; step < count; step += 1) {
    if (heldBack[step] === 0) put(step);
  }
  const order = [];
  while (free.length > 0) {
    const step = take();
    order.push(step);
    for (const later of behind[step]) {
      heldBack[later] -= 1;
      if (heldBack[later] === 0) put(later);
    }
  }
  return order.length === count ? order : [];
}
