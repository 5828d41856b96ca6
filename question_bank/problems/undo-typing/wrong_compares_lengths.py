def same_text(first, second):
    def left(keys):
        count = 0
        for key in keys:
            if key != "<":
                count += 1
            elif count > 0:
                count -= 1
        return count

    return left(first) == left(second)
