from itertools import accumulate


def standing_water(heights):
    from_left = list(accumulate(heights, max))
    from_right = list(accumulate(heights[::-1], max))[::-1]
    return sum(min(a, b) - h for a, b, h in zip(from_left, from_right, heights))
