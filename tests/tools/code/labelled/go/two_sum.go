package main

func TwoSum(nums []int, target int) []int {
	seen := make(map[int]int)
	for i, n := range nums {
		if at, ok := seen[target-n]; ok {
			return []int{at, i}
		}
		seen[n] = i
	}
	return nil
}
