import random


def generate(seed, size):
    rng = random.Random(seed)
    highest = max(2, size // 2)
    log = [rng.randint(0, highest)]
    for _ in range(size // 2):
        log += [rng.randint(0, highest)] * 2
    if seed % 5 == 0:
        log = [badge + 999_999_990 if badge < 10 else badge for badge in log]
    rng.shuffle(log)
    return [log]


def valid(log):
    if not isinstance(log, list) or not 1 <= len(log) <= 1_000_000:
        return False
    odd = set()
    for badge in log:
        if type(badge) is not int or not 0 <= badge <= 1_000_000_000:
            return False
        odd ^= {badge}
    return len(odd) == 1
