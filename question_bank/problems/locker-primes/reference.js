function lucky_lockers(count) {
  const crossedOut = new Uint8Array(count + 1);
  let total = 0;
  for (let number = 2; number <= count; number++) {
    if (crossedOut[number]) continue;
    total++;
    for (let multiple = number * number; multiple <= count; multiple += number) {
      crossedOut[multiple] = 1;
    }
  }
  return total;
}
