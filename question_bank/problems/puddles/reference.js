function standing_water(heights) {
  const highestFromLeft = [];
  heights.reduce((highest, height, n) => (highestFromLeft[n] = Math.max(highest, height)), 0);
  let highestFromRight = 0;
  let water = 0;
  for (let n = heights.length - 1; n >= 0; n--) {
    highestFromRight = Math.max(highestFromRight, heights[n]);
    water += Math.min(highestFromLeft[n], highestFromRight) - heights[n];
  }
  return water;
}
