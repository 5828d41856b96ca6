function take_bead(thread, place) {
  const beads = [];
  for (let bead = thread; bead !== null; bead = bead[1]) beads.push(bead);
  const taken = beads.length - place;
  if (taken < 0) return thread;
  const rest = beads[taken][1];
  if (taken === 0) return rest;
  beads[taken - 1][1] = rest;
  return thread;
}
