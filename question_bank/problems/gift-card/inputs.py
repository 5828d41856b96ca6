import random


def pairs(prices, balance):
    return sum(
        prices[first] + prices[second] == balance
        for first in range(len(prices))
        for second in range(first + 1, len(prices))
    )


def generate(seed, size):
    rng = random.Random(seed)
    balance = rng.randint(0, 3 * size + 4)
    prices = []
    for _ in range(size):
        price = rng.randint(0, 2 * size + 4)
        if pairs([*prices, price], balance) <= 1:
            prices.append(price)
    if prices and rng.random() < 0.3 and pairs(prices, 2 * prices[-1]) == 0:
        balance = 2 * prices[-1]
    return [prices, balance]


def worst(size):
    return [[2 * step + 1 for step in range(size)], 1]


def whole(value, low, high):
    return type(value) is int and low <= value <= high


def valid(prices, balance):
    if not isinstance(prices, list) or len(prices) > 10_000:
        return False
    if not all(whole(price, 0, 1_000_000) for price in prices):
        return False
    if not whole(balance, 0, 2_000_000):
        return False
    seen = {}
    found = 0
    for price in prices:
        found += seen.get(balance - price, 0)
        seen[price] = seen.get(price, 0) + 1
    return found <= 1
