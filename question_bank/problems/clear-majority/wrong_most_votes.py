def winner(votes):
    counts = {}
    best = -1
    for vote in votes:
        counts[vote] = counts.get(vote, 0) + 1
        if best == -1 or counts[vote] > counts[best]:
            best = vote
    return best
