function swap_wagons(train) {
  const front = [null, train];
  let before = front;
  while (before[1] !== null && before[1][1] !== null) {
    const first = before[1];
    const second = first[1];
    first[1] = second[1];
    second[1] = first;
    before[1] = second;
    before = first;
  }
  return front[1];
}
