// The writing of a block's numbers to rows that lie anywhere, as a text that is compiled once for each instruction set: four lanes
// of four vectors are turned into four pieces of rows.

static bool NAMED(scatter)(
    const double *vectors, const uint32_t *order, size_t count, const uint32_t *firsts, double *values) {
    QuadMask isNaN = 0;
    for (int group = 0; group < autodiffLaneCount; group += 4) {
        const double *lanes = vectors + group;
        double *rows[4];
        for (int i = 0; i < 4; i++) rows[i] = values + firsts[group + i];
        size_t t = 0;
        for (; t + 4 <= count; t += 4) {
            Quad a = *(const Quad *)(lanes + (size_t)order[t] * autodiffLaneCount);
            Quad b = *(const Quad *)(lanes + (size_t)order[t + 1] * autodiffLaneCount);
            Quad c = *(const Quad *)(lanes + (size_t)order[t + 2] * autodiffLaneCount);
            Quad d = *(const Quad *)(lanes + (size_t)order[t + 3] * autodiffLaneCount);
            isNaN |= (a != a) | (b != b) | (c != c) | (d != d);
            Quad even = __builtin_shufflevector(a, b, 0, 4, 2, 6), odd = __builtin_shufflevector(a, b, 1, 5, 3, 7);
            Quad evenNext = __builtin_shufflevector(c, d, 0, 4, 2, 6), oddNext = __builtin_shufflevector(c, d, 1, 5, 3, 7);
            *(Quad *)(rows[0] + t) = __builtin_shufflevector(even, evenNext, 0, 1, 4, 5);
            *(Quad *)(rows[1] + t) = __builtin_shufflevector(odd, oddNext, 0, 1, 4, 5);
            *(Quad *)(rows[2] + t) = __builtin_shufflevector(even, evenNext, 2, 3, 6, 7);
            *(Quad *)(rows[3] + t) = __builtin_shufflevector(odd, oddNext, 2, 3, 6, 7);
        }
        for (; t < count; t++) {
            Quad a = *(const Quad *)(lanes + (size_t)order[t] * autodiffLaneCount);
            isNaN |= a != a;
            for (int i = 0; i < 4; i++) rows[i][t] = a[i];
        }
    }
    return __builtin_reduce_or(isNaN) != 0;
}
