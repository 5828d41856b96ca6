function largest_poster(heights) {
  const rising = [];
  let largest = 0;
  [...heights, 0].forEach((height, place) => {
    let from = place;
    while (rising.length > 0 && rising.at(-1).height >= height) {
      const house = rising.pop();
      from = house.from;
      largest = Math.max(largest, house.height * (place - from));
    }
    rising.push({ from, height });
  });
  return largest;
}
