package dev.sightline.index.embedded;

import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.LSHL;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/// The Vector API. To be touched only where the module `jdk.incubator.vector` is there.
///
/// Bytes are widened to shorts and multiplied; two products of at most 127² still fit a short together, and only
/// their sum is widened to int.
final class VectorDotKernel implements DotKernel {

    private static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS = SHORTS.withLanes(int.class);
    private static final VectorSpecies<Byte> BYTES =
            VectorSpecies.of(byte.class, VectorShape.forBitSize(Math.max(64, bits() / 2)));

    /// Whether the processor's vectors can be halved, and are not so wide that codes would need more padding.
    static boolean fits() {
        return bits() >= 128 && bits() <= Byte.SIZE * ALIGNMENT;
    }

    /// The width of the processor's vectors.
    static int bits() {
        return SHORTS.vectorBitSize();
    }

    @Override
    public Dot against(byte[] query) {
        var wide = new short[query.length];
        for (int i = 0; i < query.length; i++) {
            wide[i] = query[i];
        }
        return (codes, offset) -> product(codes, offset, wide);
    }

    private static int product(byte[] codes, int offset, short[] query) {
        int step = SHORTS.length();
        IntVector even = IntVector.zero(INTS);
        IntVector odd = IntVector.zero(INTS);
        for (int i = 0; i < query.length; i += 2 * step) {
            ShortVector sum = widened(codes, offset, query, i).add(widened(codes, offset, query, i + step));
            IntVector pairs = sum.reinterpretAsInts();
            even = even.add(pairs.lanewise(LSHL, 16).lanewise(ASHR, 16));
            odd = odd.add(pairs.lanewise(ASHR, 16));
        }
        return even.add(odd).reduceLanes(ADD);
    }

    private static ShortVector widened(byte[] codes, int offset, short[] query, int i) {
        ShortVector values =
                (ShortVector) ByteVector.fromArray(BYTES, codes, offset + i).castShape(SHORTS, 0);
        return values.mul(ShortVector.fromArray(SHORTS, query, i));
    }
}
