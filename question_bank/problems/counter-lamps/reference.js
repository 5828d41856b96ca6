function lamp_changes(first, last) {
  let changes = 0;
  for (let lamp = 1; lamp <= last; lamp *= 2) {
    changes += Math.floor(last / lamp) - Math.floor(first / lamp);
  }
  return changes;
}
