def make_counter(start, step=1):
    value = start

    def advance(times):
        nonlocal value
        for _ in range(times):
            value += step
        return value

    return advance


def match_kind(token):
    match token:
        case "+":
            return "plus"
        case _:
            return "other"
