function longest_walk(cave) {
  const explore = (chamber) => {
    if (chamber === null) return { down: 0, longest: 0 };
    const [left, right] = [explore(chamber[1]), explore(chamber[2])];
    return {
      down: 1 + Math.max(left.down, right.down),
      longest: Math.max(left.longest, right.longest, left.down + right.down),
    };
  };
  return explore(cave).longest;
}
