def winner(votes):
    if not votes:
        return -1
    middle = sorted(votes)[len(votes) // 2]
    return middle if votes.count(middle) * 2 > len(votes) else -1
