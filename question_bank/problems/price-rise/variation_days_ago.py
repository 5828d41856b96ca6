def days_to_wait(prices):
    ago = []
    higher = []
    for day, price in enumerate(prices):
        while higher and prices[higher[-1]] <= price:
            higher.pop()
        if higher:
            ago.append(day - higher[-1])
        else:
            ago.append(0)
        higher.append(day)
    return ago
