package main

type Point struct {
	X, Y int
}

func move(p Point, q *Point, dx, dy int) Point {
	p.X += dx
	q.X += dx
	return p
}

func total(parts ...int) (sum int) {
	for _, part := range parts {
		sum += part
	}
	return
}

func clearAll(table map[string]int, label string) {
	for key := range table {
		delete(table, key)
	}
}
