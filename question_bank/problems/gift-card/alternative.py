def spend_card(prices, balance):
    for first in range(len(prices)):
        for second in range(first + 1, len(prices)):
            if prices[first] + prices[second] == balance:
                return [first, second]
    return []
