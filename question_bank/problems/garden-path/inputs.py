import random


def generate(seed, size):
    return [random.Random(seed).randint(size, 2 * size)]


def worst(size):
    return [size]


def valid(length):
    return type(length) is int and 0 <= length <= 500
