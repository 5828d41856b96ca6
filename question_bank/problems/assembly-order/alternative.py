def assembly_order(count, rules):
    order = []
    while len(order) < count:
        for step in range(count):
            waits = any(after == step and before not in order for before, after in rules)
            if step not in order and not waits:
                order.append(step)
                break
        else:
            return []
    return order
