def winner(votes):
    counts = {}
    for vote in votes:
        counts[vote] = counts.get(vote, 0) + 1
        if counts[vote] * 3 >= len(votes) * 2:
            return vote
    return -1
