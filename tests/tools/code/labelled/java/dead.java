class Dead {
    int pick(int x) {
        while (true) {
            if (x > 10) {
                break;
                x = 10;
            }
            x++;
        }
        if (x == 11) {
            throw new IllegalStateException("eleven");
        }
        return x;
        // a comment is no code
        System.out.println("never");
    }
}
