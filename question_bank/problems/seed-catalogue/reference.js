function is_searchable(tree) {
  const holds = (entry, low, high) => {
    if (entry === null) return true;
    const [number, left, right] = entry;
    return low < number && number < high && holds(left, low, number) && holds(right, number, high);
  };
  return holds(tree, -Infinity, Infinity);
}
