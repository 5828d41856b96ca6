function seen_from_right(tree) {
  const seen = [];
  function visit(node, depth) {
    if (node === null) {
      return;
    }
    const [value, left, right] = node;
    if (depth === seen.length) {
      seen.push(value);
    }
    visit(right, depth + 1);
    visit(left, depth + 1);
  }
  visit(tree, 0);
  return seen;
}
