function still_inside(log) {
  let leftOver = 0;
  for (const badge of log) {
    leftOver ^= badge;
  }
  return leftOver;
}
