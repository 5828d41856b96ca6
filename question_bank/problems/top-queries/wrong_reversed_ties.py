def top_queries(queries, k):
    counts = {}
    for query in queries:
        if query in counts:
            counts[query] += 1
        else:
            counts[query] = 1
    pairs = sorted((count, query) for query, count in counts.items())
    pairs.reverse()
    return [query for count, query in pairs[:k]]
