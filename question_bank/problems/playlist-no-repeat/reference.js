function longest_run(songs) {
  const lastPlayed = new Map();
  let start = 0;
  let longest = 0;
  songs.forEach((song, position) => {
    start = Math.max(start, (lastPlayed.get(song) ?? -1) + 1);
    lastPlayed.set(song, position);
    longest = Math.max(longest, position - start + 1);
  });
  return longest;
}
