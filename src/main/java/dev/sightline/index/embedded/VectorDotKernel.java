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
/// Bytes are widened to shorts and multiplied; two products of at most 127² still fit a short together, and only their
/// sum is widened to int. It is all one method, since a native executable makes objects of vectors that are returned.
final class VectorDotKernel implements DotKernel {

    private static final VectorSpecies<Short> SHORTS = species();
    private static final VectorSpecies<Integer> INTS = SHORTS.withLanes(int.class);
    private static final VectorSpecies<Byte> BYTES =
            VectorSpecies.of(byte.class, VectorShape.forBitSize(Math.max(64, SHORTS.vectorBitSize() / 2)));

    /// A native executable needs these as constants. So this class is initialised while it is built, when the preferred
    /// width is that of the machine it is built on; it gets what `-march=x86-64-v3` and any 64-bit ARM have.
    private static VectorSpecies<Short> species() {
        if (!"buildtime".equals(System.getProperty("org.graalvm.nativeimage.imagecode"))) {
            return ShortVector.SPECIES_PREFERRED;
        }
        return "amd64".equals(System.getProperty("os.arch")) ? ShortVector.SPECIES_256 : ShortVector.SPECIES_128;
    }

    /// Whether the vectors can be halved, and are not so wide that codes would need more padding.
    static boolean fits() {
        return bits() >= 128 && bits() <= Byte.SIZE * ALIGNMENT;
    }

    /// The width of the vectors.
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
            var low =
                    (ShortVector) ByteVector.fromArray(BYTES, codes, offset + i).castShape(SHORTS, 0);
            var high = (ShortVector)
                    ByteVector.fromArray(BYTES, codes, offset + i + step).castShape(SHORTS, 0);
            IntVector pairs = low.mul(ShortVector.fromArray(SHORTS, query, i))
                    .add(high.mul(ShortVector.fromArray(SHORTS, query, i + step)))
                    .reinterpretAsInts();
            even = even.add(pairs.lanewise(LSHL, 16).lanewise(ASHR, 16));
            odd = odd.add(pairs.lanewise(ASHR, 16));
        }
        return even.add(odd).reduceLanes(ADD);
    }
}
