def swap_wagons(train):
    turned = None
    while train is not None:
        load, rest = train
        turned = [load, turned]
        train = rest
    return turned
