def has_pair(nums, goal):
    nums.sort()
    left, right = 0, len(nums) - 1
    while left < right:
        total = nums[left] + nums[right]
        if total == goal:
            return True
        if total < goal:
            left += 1
        else:
            right -= 1
    return False
