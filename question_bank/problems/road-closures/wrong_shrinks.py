def shortest_form(closures):
    merged = []
    for first, last in sorted(closures):
        if merged and first <= merged[-1][1] + 1:
            merged[-1][1] = last
        else:
            merged.append([first, last])
    return merged
