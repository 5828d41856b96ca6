function smallest_power(needs, hours) {
  let low = 1;
  let high = 1;
  for (const need of needs) {
    high = Math.max(high, need);
  }
  while (low < high) {
    const power = Math.floor((low + high) / 2);
    let taken = 0;
    for (const need of needs) {
      taken += Math.ceil(need / power);
    }
    if (taken <= hours) {
      high = power;
    } else {
      low = power + 1;
    }
  }
  return low;
}
