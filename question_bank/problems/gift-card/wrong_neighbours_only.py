def spend_card(prices, balance):
    for position in range(len(prices) - 1):
        left = prices[position]
        right = prices[position + 1]
        if left + right == balance:
            return [position, position + 1]
    return []
