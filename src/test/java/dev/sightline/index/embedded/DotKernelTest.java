package dev.sightline.index.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DotKernelTest {

    static Stream<DotKernel> kernels() {
        return Stream.of(new ScalarDotKernel(), new VectorDotKernel());
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void multipliesAndAddsExactly(DotKernel kernel) {
        var random = new Random(1);
        for (int length = 64; length <= 1024; length += 64) {
            byte[] codes = steps(random, 3 * length);
            byte[] query = steps(random, length);
            DotKernel.Dot dot = kernel.against(query);
            for (int offset : new int[] {0, length, 2 * length}) {
                assertThat(dot.product(codes, offset)).isEqualTo(product(codes, offset, query));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void standsTheLargestSums(DotKernel kernel) {
        int length = 8192;
        byte[] most = new byte[length];
        byte[] least = new byte[length];
        Arrays.fill(most, (byte) 127);
        Arrays.fill(least, (byte) -127);
        assertThat(kernel.against(most).product(most, 0)).isEqualTo(127 * 127 * length);
        assertThat(kernel.against(most).product(least, 0)).isEqualTo(-127 * 127 * length);
        assertThat(kernel.against(least).product(least, 0)).isEqualTo(127 * 127 * length);
        assertThat(kernel.against(new byte[length]).product(least, 0)).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64, 65, 128, 512, 768, 1000})
    void padsToWholeSteps(int dimension) {
        assertThat(DotKernel.padded(dimension))
                .isBetween(dimension, dimension + DotKernel.ALIGNMENT - 1)
                .matches(length -> length % DotKernel.ALIGNMENT == 0);
    }

    private static byte[] steps(Random random, int count) {
        var steps = new byte[count];
        for (int i = 0; i < count; i++) {
            steps[i] = (byte) random.nextInt(-127, 128);
        }
        return steps;
    }

    private static int product(byte[] codes, int offset, byte[] query) {
        int sum = 0;
        for (int i = 0; i < query.length; i++) {
            sum += codes[offset + i] * query[i];
        }
        return sum;
    }
}
