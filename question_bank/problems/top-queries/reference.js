function top_queries(queries, k) {
  const counts = new Map();
  for (const query of queries) counts.set(query, (counts.get(query) ?? 0) + 1);
  return [...counts]
    .sort(([one, often], [other, seldom]) => seldom - often || (one < other ? -1 : 1))
    .slice(0, k)
    .map(([query]) => query);
}
