package dev.sightline.index.embedded;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Plain Java: two products for one multiplication of longs.
///
/// Eight codes are read as one long and made unsigned by adding 128 to each. Four masks take it apart into pairs `x +
/// y·2³²`. A pair times the query's pair the other way round, `b + a·2³²`, is `x·b + (x·a + y·b)·2³²`: the wanted sum
/// is in the upper half. The lower half is a sum of at most `dimension / 2` products of 255 and 127, so it stays an
/// int for every dimension up to 132,000, and what it borrows from the upper half is given back at the end.
final class ScalarDotKernel implements DotKernel {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long SIGNS = 0x8080808080808080L;
    private static final long PAIR = 0x000000FF000000FFL;

    @Override
    public Dot against(byte[] query) {
        long[] pairs = pairs(query);
        int bias = 0;
        for (byte value : query) {
            bias += 128 * value;
        }
        int excess = bias;
        return (codes, offset) -> product(codes, offset, pairs) - excess;
    }

    private static long[] pairs(byte[] query) {
        var pairs = new long[query.length / 2];
        for (int i = 0; i < pairs.length; i++) {
            int first = i / 4 * 8 + i % 4;
            pairs[i] = query[first + 4] + ((long) query[first] << 32);
        }
        return pairs;
    }

    private static int product(byte[] codes, int offset, long[] pairs) {
        long even = 0;
        long odd = 0;
        for (int i = 0; i < pairs.length; i += 4) {
            long eight = (long) LONGS.get(codes, offset + 2 * i) ^ SIGNS;
            even += (eight & PAIR) * pairs[i];
            odd += (eight >>> 8 & PAIR) * pairs[i + 1];
            even += (eight >>> 16 & PAIR) * pairs[i + 2];
            odd += (eight >>> 24 & PAIR) * pairs[i + 3];
        }
        long sum = even + odd;
        return (int) (sum - (int) sum >> 32);
    }
}
