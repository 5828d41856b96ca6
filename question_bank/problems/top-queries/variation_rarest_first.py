def top_queries(queries, k):
    counts = {}
    for query in queries:
        if query in counts:
            counts[query] += 1
        else:
            counts[query] = 1
    ordered = sorted(counts, key=lambda query: (counts[query], query))
    return ordered[:k]
