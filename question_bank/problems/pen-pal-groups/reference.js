function group_counts(count, letters) {
  const leaders = Array.from({ length: count }, (_, person) => person);
  const sizes = new Array(count).fill(1);
  const leaderOf = (person) => {
    while (leaders[person] !== person) {
      leaders[person] = leaders[leaders[person]];
      person = leaders[person];
    }
    return person;
  };

  let groups = count;
  return letters.map(([one, other]) => {
    const [small, large] = [leaderOf(one), leaderOf(other)].sort((a, b) => sizes[a] - sizes[b]);
    if (small !== large) {
      leaders[small] = large;
      sizes[large] += sizes[small];
      groups--;
    }
    return groups;
  });
}
