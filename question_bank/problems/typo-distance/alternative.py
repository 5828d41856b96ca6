from functools import cache


def slips(meant, typed):
    @cache
    def rest(i, j):
        if i == len(meant) or j == len(typed):
            return len(meant) - i + len(typed) - j
        if meant[i] == typed[j]:
            return rest(i + 1, j + 1)
        best = 1 + min(rest(i + 1, j), rest(i, j + 1), rest(i + 1, j + 1))
        if meant[i : i + 2] == typed[j : j + 2][::-1] and len(meant) > i + 1 and len(typed) > j + 1:
            best = min(best, 1 + rest(i + 2, j + 2))
        return best

    return rest(0, 0)
