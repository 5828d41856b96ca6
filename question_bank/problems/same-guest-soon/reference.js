function first_free(visits, distance) {
  const lastVisit = new Map();
  return visits.findIndex((guest, position) => {
    const earlier = lastVisit.get(guest) ?? -Infinity;
    lastVisit.set(guest, position);
    return position - earlier <= distance;
  });
}
