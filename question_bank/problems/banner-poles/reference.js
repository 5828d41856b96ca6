function largest_banner(heights) {
  let left = 0;
  let right = heights.length - 1;
  let largest = 0;
  while (left < right) {
    const area = (right - left) * Math.min(heights[left], heights[right]);
    largest = Math.max(largest, area);
    if (heights[left] < heights[right]) {
      left += 1;
    } else {
      right -= 1;
    }
  }
  return largest;
}
