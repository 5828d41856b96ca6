function insert_position(marks, mark) {
  let low = 0;
  let high = marks.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (marks[middle] < mark) low = middle + 1;
    else high = middle;
  }
  return low;
}
