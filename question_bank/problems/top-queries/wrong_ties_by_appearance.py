def top_queries(queries, k):
    counts = {}
    for query in queries:
        counts[query] = counts.get(query, 0) + 1
    ordered = sorted(counts, key=lambda query: counts[query], reverse=True)
    return ordered[:k]
