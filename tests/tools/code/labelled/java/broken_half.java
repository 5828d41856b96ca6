class Half {
    int largest(int[] values) {
        int best = values[0];
        for (int v : values) {
            if (v > best) {
                best = v;
            }
        }
        return best;
    }

    int smallest(int[] values) {
        int best = values[
