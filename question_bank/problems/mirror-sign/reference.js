function repaints(sign) {
  const counted = sign.toLowerCase().replace(/[^a-z0-9]/g, "");
  let count = 0;
  for (let left = 0, right = counted.length - 1; left < right; left++, right--) {
    if (counted[left] !== counted[right]) count++;
  }
  return count;
}
