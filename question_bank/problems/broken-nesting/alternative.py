def first_break(text):
    left = [(p, c) for p, c in enumerate(text) if c in "()[]{}"]
    changed = True
    while changed:
        changed = False
        for k in range(len(left) - 1):
            if left[k][1] + left[k + 1][1] in ("()", "[]", "{}"):
                del left[k : k + 2]
                changed = True
                break
    closing = [p for p, c in left if c in ")]}"]
    if closing:
        return closing[0]
    return len(text) if left else -1
