function find_number(roster, number) {
  let low = 0;
  let high = roster.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const entry = roster[middle];
    if (entry === number) return middle;
    const wantedInFront = number >= roster[0];
    const middleInFront = entry >= roster[0];
    const goRight = wantedInFront === middleInFront ? entry < number : middleInFront;
    if (goRight) low = middle + 1;
    else high = middle;
  }
  return -1;
}
