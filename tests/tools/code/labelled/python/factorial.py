def factorial(n):
    """Product of 1..n."""
    if n <= 1:
        return 1
    return n * factorial(n - 1)


def choose(n, k):
    top = factorial(n)
    bottom = factorial(k) * factorial(n - k)
    return top // bottom
