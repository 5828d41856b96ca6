function next_plate(plate) {
  const digits = [...plate];
  const place = digits.findLastIndex((digit, n) => n + 1 < digits.length && digit < digits[n + 1]);
  if (place === -1) return "";
  const other = digits.findLastIndex((digit) => digit > digits[place]);
  [digits[place], digits[other]] = [digits[other], digits[place]];
  const front = digits.slice(0, place + 1);
  const behind = digits.slice(place + 1).reverse();
  return [...front, ...behind].join("");
}
