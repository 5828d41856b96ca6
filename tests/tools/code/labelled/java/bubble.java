class Sorter {
    void sort(int[] items) {
        int end = items.length;
        boolean swapped;
        do {
            swapped = false;
            for (int k = 1; k < end; k++) {
                if (items[k - 1] > items[k]) {
                    int kept = items[k];
                    items[k] = items[k - 1];
                    items[k - 1] = kept;
                    swapped = true;
                }
            }
            end--;
        } while (swapped);
    }
}
