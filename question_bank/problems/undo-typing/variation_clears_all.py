def same_text(first, second):
    def left(keys):
        text = ""
        for key in keys:
            if key == "<":
                text = ""
            else:
                text += key
        return text

    return left(first) == left(second)
