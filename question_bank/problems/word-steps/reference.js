function fewest_changes(start, goal, words) {
  const alphabet = "abcdefghijklmnopqrstuvwxyz";
  const unused = new Set(words);
  let round = [start];
  for (let changes = 0; round.length > 0; changes++) {
    if (round.includes(goal)) return changes;
    const next = [];
    for (const word of round) {
      for (let place = 0; place < word.length; place++) {
        for (const letter of alphabet) {
          const changed = word.slice(0, place) + letter + word.slice(place + 1);
          if (unused.delete(changed)) next.push(changed);
        }
      }
    }
    round = next;
  }
  return -1;
}
