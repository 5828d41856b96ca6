def join_queues(first, second):
    return sorted(first + second, key=lambda person: person[0])
