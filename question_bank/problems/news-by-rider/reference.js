function hours_until_known(towns, roads, start) {
  const neighbours = Array.from({ length: towns }, () => []);
  for (const [one, other, hours] of roads) {
    neighbours[one].push([other, hours]);
    neighbours[other].push([one, hours]);
  }

  const heap = [];
  const push = (rider) => {
    let at = heap.push(rider) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (heap[parent].time <= rider.time) break;
      heap[at] = heap[parent];
      at = parent;
    }
    heap[at] = rider;
  };
  const pop = () => {
    const earliest = heap[0];
    const last = heap.pop();
    if (heap.length === 0) return earliest;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && heap[child + 1].time < heap[child].time) child++;
      if (heap[child].time >= last.time) break;
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = last;
    return earliest;
  };

  const heard = new Map();
  push({ time: 0, town: start });
  while (heap.length > 0) {
    const { time, town } = pop();
    if (heard.has(town)) continue;
    heard.set(town, time);
    for (const [other, hours] of neighbours[town]) {
      if (!heard.has(other)) push({ time: time + hours, town: other });
    }
  }
  return heard.size === towns ? Math.max(...heard.values()) : -1;
}
