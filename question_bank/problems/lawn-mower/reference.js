function mowing_order(lawn) {
  const order = [];
  let rest = lawn;
  while (rest.length > 0 && rest[0].length > 0) {
    const [top, ...below] = rest;
    order.push(...top);
    const width = top.length;
    rest = Array.from({ length: width }, (_, step) => below.map((row) => row[width - 1 - step]));
  }
  return order;
}
