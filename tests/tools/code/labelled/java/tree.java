class Node {
    int value;
    Node left, right;

    Node(int value) {
        this.value = value;
    }
}

class Trees {
    int depth(Node node) {
        if (node == null) {
            return 0;
        }
        int below = Math.max(depth(node.left), this.depth(node.right));
        return below + 1;
    }

    void mirror(Node node) {
        if (node == null) return;
        Node kept = node.left;
        node.left = node.right;
        node.right = kept;
        mirror(node.left);
        mirror(node.right);
    }
}
