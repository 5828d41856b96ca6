def swap_wagons(train):
    if train is None or train[1] is None:
        return train
    first = train[0]
    second = train[1][0]
    rest = train[1][1]
    return [second, [first, rest]]
