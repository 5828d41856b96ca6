function winner(votes) {
  const counts = new Map();
  for (const vote of votes) {
    const count = (counts.get(vote) ?? 0) + 1;
    counts.set(vote, count);
    if (count * 2 > votes.length) {
      return vote;
    }
  }
  return -1;
}
