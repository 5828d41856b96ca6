def spend_card(prices, balance):
    seen = {}
    for position, price in enumerate(prices):
        missing = balance - price
        if missing in seen:
            return [seen[missing], position]
        seen[price] = position
    return []
