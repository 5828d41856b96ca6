from collections import Counter
from heapq import nsmallest


def top_queries(queries, k):
    counts = Counter(queries)
    return nsmallest(k, counts, key=lambda query: (-counts[query], query))
