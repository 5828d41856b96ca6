def spend_card(prices, balance):
    seen = {}
    for position, price in enumerate(prices):
        seen[price] = position
        missing = balance - price
        if missing in seen:
            first = seen[missing]
            return sorted([first, position])
    return []
