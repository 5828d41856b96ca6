def winner(votes):
    counts = {}
    for vote in votes:
        if vote in counts:
            counts[vote] += 1
        else:
            counts[vote] = 1
        if counts[vote] * 2 > len(votes):
            return vote
    return -1
