"""Short words over few letters, with and without a way to the goal; ``size``: number of words."""

import random


def generate(seed: int, size: int) -> list:
    rng = random.Random(seed)
    letters = rng.choice(["ab", "abc", "abcd"])
    length = rng.randint(1, 4)

    def word() -> str:
        return "".join(rng.choice(letters) for _ in range(length))

    start = word()
    words = [word() for _ in range(min(5000, size))]
    if words and rng.random() < 0.7:
        walked = start
        for n in range(min(len(words), 6)):
            place = rng.randrange(length)
            walked = walked[:place] + rng.choice(letters) + walked[place + 1 :]
            words[n] = walked
    goal = rng.choice(words) if words and rng.random() < 0.75 else word()
    rng.shuffle(words)
    return [start, goal, words]


def worst(size: int) -> list:
    names = (str(10_000 + n)[1:] for n in range(min(5000, size)))
    words = ["".join("abcdefghij"[int(digit)] for digit in name) for name in names]
    return ["aaaa", "zzzz", words]


def valid(start, goal, words) -> bool:
    if not isinstance(words, list) or len(words) > 5000:
        return False
    if not isinstance(start, str) or not 1 <= len(start) <= 10:
        return False
    return all(
        isinstance(word, str)
        and len(word) == len(start)
        and all("a" <= letter <= "z" for letter in word)
        for word in [start, goal, *words]
    )
