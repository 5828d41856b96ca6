function is_balanced(mobile) {
  let balanced = true;
  function weigh(part) {
    if (part === null) {
      return 0;
    }
    const [weight, left, right] = part;
    const leftWeight = weigh(left);
    const rightWeight = weigh(right);
    if (leftWeight !== rightWeight) {
      balanced = false;
    }
    return weight + leftWeight + rightWeight;
  }
  weigh(mobile);
  return balanced;
}
