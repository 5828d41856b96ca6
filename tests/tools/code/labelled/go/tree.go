package tree

type Node struct {
	Left, Right *Node
	Value       int
}

func (n *Node) Depth() int {
	if n == nil {
		return 0
	}
	left := n.Left.Depth()
	return 1 + max(left, n.Depth())
}

func mirror(node *Node) {
	if node == nil {
		return
	}
	node.Left, node.Right = node.Right, node.Left
	mirror(node.Left)
	mirror(node.Right)
}
