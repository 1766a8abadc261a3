package dev.sightline.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JpegWriterTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "8, 8", "9, 17", "17, 9", "16, 16", "61, 47", "240, 160", "333, 241"})
    void writesWhatTheJdkWritesToTheByte(int width, int height) {
        assertThat(JpegWriter.write(Pattern.sharp(width, height), 0.9f))
                .isEqualTo(Files.jpeg(Pattern.sharp(width, height), false));
    }

    @Test
    void writesNoiseInTheFinestSteps() {
        var rgb = new byte[600 * 400 * 3];
        new Random(20261121).nextBytes(rgb);
        var noise = new Picture(600, 400, rgb);

        byte[] file = JpegWriter.write(noise, 1);

        // Half of the colours are lost, half of which is in the lightness.
        assertThat(file.length).isGreaterThan(250_000);
        assertThat(Pattern.difference(Files.decoded(file), noise)).isLessThan(60);
    }
}
