#include "stack.h"

template <typename T>
class Stack {
public:
    explicit Stack(int limit) : limit_(limit) {}
    void push(const T& item);
    bool empty() const { return size_ == 0; }

private:
    int limit_;
    int size_ = 0;
};

struct Counter {
    int total = 0;
    int add(int n);
};

int Counter::add(int n) {
    total += n;
    return total;
}
