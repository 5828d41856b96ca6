class Matrix {
    static int[][] product(int[][] a, int[][] b) {
        int[][] out = new int[a.length][b[0].length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b[0].length; j++) {
                for (int k = 0; k < b.length; k++) {
                    out[i][j] += a[i][k] * b[k][j];
                }
            }
        }
        return out;
    }

    static int sum(int... values) {
        int total = 0;
        for (int v : values) total += v;
        return total;
    }
}
