package dev.sightline.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenditionsTest {

    @ParameterizedTest
    @CsvSource({
        "3000, 2000, 1440, 960, 640, 427, 320, 213",
        "2000, 3000, 960, 1440, 427, 640, 213, 320",
        "1440, 1440, 1440, 1440, 640, 640, 320, 320",
        "1000, 20, 1000, 20, 640, 13, 320, 6",
        "6000, 1, 1440, 1, 640, 1, 320, 1",
        "300, 200, 300, 200, 300, 200, 300, 200",
        "1, 1, 1, 1, 1, 1, 1, 1"
    })
    void haveTheirLongerSideAndAreNeverEnlarged(
            int width,
            int height,
            int previewWidth,
            int previewHeight,
            int doubleWidth,
            int doubleHeight,
            int thumbnailWidth,
            int thumbnailHeight) {
        List<Rendition> renditions = Renditions.of(Pattern.soft(width, height));

        assertThat(renditions).extracting(Rendition::size).containsExactly(1440, 640, 320);
        assertThat(renditions).extracting(Rendition::width).containsExactly(previewWidth, doubleWidth, thumbnailWidth);
        assertThat(renditions)
                .extracting(Rendition::height)
                .containsExactly(previewHeight, doubleHeight, thumbnailHeight);
        for (Rendition rendition : renditions) {
            PictureHeader header = PictureDecoder.header(rendition.jpeg());
            assertThat(header.type()).isEqualTo(MediaType.JPEG);
            assertThat(header.width()).isEqualTo(rendition.width());
            assertThat(header.height()).isEqualTo(rendition.height());
        }
    }

    @Test
    void showThePicture() {
        for (Rendition rendition : Renditions.of(Pattern.soft(6001, 4003))) {
            assertThat(Pattern.difference(
                            Files.decoded(rendition.jpeg()), Pattern.soft(rendition.width(), rendition.height())))
                    .as("%d", rendition.size())
                    .isLessThan(1.5);
        }
    }

    /// A JFIF header, tables, a frame with half the colours in both directions, a scan; no EXIF, no profile, no
    /// comment.
    @Test
    void areBaselineJpegsWithoutMetadata() {
        byte[] jpeg = Renditions.of(Pattern.soft(400, 300)).getFirst().jpeg();

        assertThat(markers(jpeg)).containsOnly(0xE0, 0xDB, 0xC0, 0xC4, 0xDA).containsOnlyOnce(0xE0, 0xC0);
        int frame = 2;
        while ((jpeg[frame + 1] & 0xFF) != 0xC0) {
            frame += 2 + ((jpeg[frame + 2] & 0xFF) << 8 | jpeg[frame + 3] & 0xFF);
        }
        assertThat(new int[] {jpeg[frame + 11], jpeg[frame + 14], jpeg[frame + 17]})
                .containsExactly(0x22, 0x11, 0x11);
    }

    private static List<Integer> markers(byte[] jpeg) {
        var markers = new ArrayList<Integer>();
        int at = 2;
        while (markers.isEmpty() || markers.getLast() != 0xDA) {
            markers.add(jpeg[at + 1] & 0xFF);
            at += 2 + ((jpeg[at + 2] & 0xFF) << 8 | jpeg[at + 3] & 0xFF);
        }
        return markers;
    }
}
