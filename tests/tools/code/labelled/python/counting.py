from collections import defaultdict


def group(words, *, by_length=False):
    groups = defaultdict(list)
    for word in words:
        key = len(word) if by_length else "".join(sorted(word))
        groups[key].append(word)
    for key, members in groups.items():
        for k in range(len(members)):
            while members[k].startswith(" "):
                members[k] = members[k][1:]
    return [sorted(g) for g in groups.values()]
