def still_inside(log):
    left_over = 0
    for badge in log:
        left_over = left_over ^ badge
    return left_over
