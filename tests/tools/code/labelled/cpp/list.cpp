struct Node {
    int value;
    Node* next;
};

Node* reverse(Node* head) {
    Node* previous = nullptr;
    while (head != nullptr) {
        Node* next = head->next;
        head->next = previous;
        previous = head;
        head = next;
    }
    return previous;
}

int length(const Node* node) {
    int n = 0;
    for (; node; node = node->next) n++;
    return n;
}
