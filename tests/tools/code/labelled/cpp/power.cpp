long long power(long long base, int exponent) {
    if (exponent == 0) return 1;
    long long half = power(base, exponent / 2);
    return exponent % 2 ? half * half * base : half * half;
}

int main() {
    return power(2, 10) == 1024 ? 0 : 1;
}
