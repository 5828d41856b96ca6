def winner(votes):
    leader = -1
    lead = 0
    for vote in votes:
        if lead == 0:
            leader = vote
        if vote == leader:
            lead += 1
        else:
            lead -= 1
    return leader
