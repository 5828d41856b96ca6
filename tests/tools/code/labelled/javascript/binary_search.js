/* Index of the goal, or -1. */
function search(sorted, goal) {
  let low = 0,
    high = sorted.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] === goal) return middle;
    else if (sorted[middle] < goal) {
      low = middle + 1;
    } else {
      high = middle - 1;
    }
  }
  return -1;
}
