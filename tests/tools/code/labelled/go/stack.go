package stack

type Stack struct {
	items []int
	limit int
}

// Push adds an item if there is room.
func (s *Stack) Push(item int) bool {
	if s.Full() {
		return false
	}
	s.items = append(s.items, item)
	return true
}

func (s *Stack) Full() bool {
	return len(s.items) >= s.limit
}

func (s Stack) Top() (int, bool) {
	if len(s.items) == 0 {
		return 0, false
	}
	return s.items[len(s.items)-1], true
}
