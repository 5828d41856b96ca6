interface ListNode {
  value: number;
  next: ListNode | null;
}

function reverse(head: ListNode | null): ListNode | null {
  let previous: ListNode | null = null;
  while (head) {
    const next = head.next;
    head.next = previous;
    previous = head;
    head = next;
  }
  return previous;
}

const size = (node: ListNode | null): number => (node ? 1 + size(node.next) : 0);
