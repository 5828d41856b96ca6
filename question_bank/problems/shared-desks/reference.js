function desks_needed(visits) {
  const changes = visits.flatMap(([arrival, departure]) => [
    { minute: arrival, desks: 1 },
    { minute: departure, desks: -1 },
  ]);
  changes.sort((a, b) => a.minute - b.minute || a.desks - b.desks);

  let taken = 0;
  let most = 0;
  for (const { desks } of changes) {
    taken += desks;
    most = Math.max(most, taken);
  }
  return most;
}
