package dev.sightline.picture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.awt.image.BufferedImage;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PictureReadingTest {

    @Test
    void learnsAllThereIsToAPicture() {
        byte[] jpeg = Files.jpeg(Pattern.soft(800, 600), false);
        byte[] file = Files.withExif(jpeg, Files.exif(0x9003, "2024:05:31 23:59:58", 0x9011, "+02:00"));

        PictureReading reading = PictureReading.of(file, PictureDecoder.header(file));

        assertThat(reading.header().type()).isEqualTo(MediaType.JPEG);
        assertThat(reading.header().sequence()).isEqualTo(Sequence.SINGLE);
        assertThat(reading.header().metadata().taken().instant()).isEqualTo(Instant.parse("2024-05-31T21:59:58Z"));
        assertThat(reading.picture().rgb()).isEqualTo(Files.decoded(jpeg).rgb());
        assertThat(reading.renditions()).usingRecursiveComparison().isEqualTo(Renditions.of(reading.picture()));
        assertThat(reading.placeholder().blurhash()).hasSize(28);
        assertThat(reading.placeholder().colour()).matches("#[0-9a-f]{6}");
        assertThat(reading.colours()).hasSize(5);
    }

    /// All that a thread allocates is more than what it holds at one time.
    @Test
    void decodesATwentyFourMegapixelJpegInTheMemoryItSays() {
        byte[] file = Files.jpeg(new BufferedImage(6000, 4000, BufferedImage.TYPE_3BYTE_BGR), false);
        PictureHeader header = PictureDecoder.header(file);
        long before = allocated();

        Picture picture = PictureDecoder.decode(file, header);

        assertThat(allocated() - before)
                .isGreaterThan(picture.rgb().length)
                .isLessThan(header.decodingBytes())
                .isLessThan(80_000_000);
    }

    @Test
    void readsATwentyFourMegapixelPngInTheMemoryItSays() {
        byte[] file = Files.written(new BufferedImage(6000, 4000, BufferedImage.TYPE_4BYTE_ABGR), "png");
        PictureHeader header = PictureDecoder.header(file);
        long before = allocated();

        PictureReading reading = PictureReading.of(file, header);

        assertThat(allocated() - before)
                .isGreaterThan(reading.picture().rgb().length)
                .isLessThan(header.decodingBytes());
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
