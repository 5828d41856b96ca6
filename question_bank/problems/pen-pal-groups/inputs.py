"""Letters between few people, some to themselves; ``size`` is the number of people."""

import random


def generate(seed: int, size: int) -> list:
    rng = random.Random(seed)
    count = max(1, min(100_000, size))
    people = range(count)
    letters = [[rng.choice(people), rng.choice(people)] for _ in range(rng.randint(0, count))]
    if letters and rng.random() < 0.5:
        letters.append(letters[rng.randrange(len(letters))][::-1])
    return [count, letters[:100_000]]


def worst(size: int) -> list:
    count = max(1, min(100_000, size))
    return [count, [[person, person - 1] for person in range(1, count)]]


def valid(count, letters) -> bool:
    if type(count) is not int or not 1 <= count <= 100_000:
        return False
    if not isinstance(letters, list) or len(letters) > 100_000:
        return False
    return all(
        isinstance(letter, list)
        and len(letter) == 2
        and all(type(person) is int and 0 <= person < count for person in letter)
        for letter in letters
    )
