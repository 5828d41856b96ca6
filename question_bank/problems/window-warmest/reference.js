function warmest(temperatures, days) {
  const candidates = [];
  let oldest = 0;
  const shown = [];
  temperatures.forEach((temperature, day) => {
    while (candidates.length > oldest && temperatures[candidates.at(-1)] <= temperature) {
      candidates.pop();
    }
    candidates.push(day);
    if (candidates[oldest] <= day - days) oldest++;
    if (day + 1 >= days) shown.push(temperatures[candidates[oldest]]);
  });
  return shown;
}
