package dev.sightline.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResamplingTest {

    /// What Pillow makes of the test pattern; see `make.py` beside it.
    private record Case(Resampling filter, int fromWidth, int fromHeight, int width, int height, int gap, byte[] rgb) {

        static Case parse(String line) {
            String[] fields = line.split(" ");
            return new Case(
                    Resampling.valueOf(fields[0]),
                    Integer.parseInt(fields[1]),
                    Integer.parseInt(fields[2]),
                    Integer.parseInt(fields[3]),
                    Integer.parseInt(fields[4]),
                    Integer.parseInt(fields[5]),
                    HexFormat.of().parseHex(fields[6]));
        }

        Picture source() {
            return Pattern.sharp(fromWidth, fromHeight);
        }

        Picture expected() {
            return new Picture(width, height, rgb);
        }

        @Override
        public String toString() {
            return "%s %d x %d to %d x %d".formatted(filter, fromWidth, fromHeight, width, height);
        }
    }

    static Stream<Case> cases() {
        return new String(Files.resource("resampling.txt"))
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(Case::parse);
    }

    static Stream<Case> resized() {
        return cases().filter(resized -> resized.gap() == 0);
    }

    static Stream<Case> shrunk() {
        return cases().filter(shrunk -> shrunk.gap() > 0);
    }

    @ParameterizedTest
    @MethodSource("resized")
    void resizesAsPillowToTheBit(Case resized) {
        Picture result = resized.filter().resize(resized.source(), resized.width(), resized.height());

        assertThat(result.rgb()).isEqualTo(resized.rgb());
    }

    /// Pillow's mean of a block is one too small now and then, for speed; a filter may double that.
    @ParameterizedTest
    @MethodSource("shrunk")
    void shrinksAsPillow(Case shrunk) {
        Picture result = shrunk.filter().shrink(shrunk.source(), shrunk.width(), shrunk.height());

        assertThat(Pattern.difference(result, shrunk.expected())).isLessThan(0.5);
        for (int i = 0; i < result.rgb().length; i++) {
            assertThat(result.rgb()[i] & 0xFF).isBetween((shrunk.rgb()[i] & 0xFF) - 2, (shrunk.rgb()[i] & 0xFF) + 2);
        }
    }
}
