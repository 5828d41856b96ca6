def spend_card(prices, balance):
    seen = {}
    for position, price in enumerate(prices):
        if price * 2 == balance:
            return [position, position]
        missing = balance - price
        if missing in seen:
            return [seen[missing], position]
        seen[price] = position
    return []
