function full_loads(weights, capacity) {
  const loads = [];
  const chosen = [];
  function fill(start, left) {
    if (left === 0) {
      loads.push([...chosen]);
      return;
    }
    for (let position = start; position < weights.length; position += 1) {
      if (weights[position] <= left) {
        chosen.push(weights[position]);
        fill(position + 1, left - weights[position]);
        chosen.pop();
      }
    }
  }
  fill(0, capacity);
  return loads;
}
