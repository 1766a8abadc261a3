package dev.sightline.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureMetadataTest {

    private static final int ORIGINAL = 0x9003;
    private static final int SUB_SECONDS = 0x9291;
    private static final int OFFSET = 0x9011;
    private static final int MAKERNOTE = 0x927C;

    private static final byte[] PLAIN = Files.jpeg(Pattern.soft(8, 8), false);

    @Test
    void knowsTheMomentWhereTheCameraKnowsItsOffset() {
        var metadata = read(Files.exif(ORIGINAL, "2024:05:31 23:59:58", SUB_SECONDS, "07", OFFSET, "+05:30"));

        assertThat(metadata.takenAt())
                .contains(new TakenAt(
                        LocalDateTime.of(2024, 5, 31, 23, 59, 58, 70_000_000), ZoneOffset.ofHoursMinutes(5, 30)));
        assertThat(metadata.taken().instant()).isEqualTo(Instant.parse("2024-05-31T18:29:58.070Z"));
    }

    @Test
    void isHonestAboutAnUnknownOffset() {
        var taken = read(Files.exif(ORIGINAL, "2024:05:31 23:59:58")).taken();

        assertThat(taken).isEqualTo(new TakenAt(LocalDateTime.of(2024, 5, 31, 23, 59, 58), null));
        assertThat(taken.instant()).isEqualTo(Instant.parse("2024-05-31T23:59:58Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0000:00:00 00:00:00",
                "    :  :     :  :  ",
                "2024:02:30 10:00:00",
                "2024:05:31 25:00:00",
                "yesterday",
                ""
            })
    void hasNoDateWhereThereIsNone(String text) {
        assertThat(read(Files.exif(ORIGINAL, text)).takenAt()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"+25:00", "local", "  :  "})
    void ignoresAnOffsetThatIsNone(String text) {
        assertThat(read(Files.exif(ORIGINAL, "2024:05:31 23:59:58", OFFSET, text))
                        .taken()
                        .offset())
                .isNull();
    }

    @Test
    void readsOnPastMakernotes() {
        var metadata = read(Files.exif(MAKERNOTE, "Nikon\0\2\0 and what Nikon notes", ORIGINAL, "2020:01:02 03:04:05"));

        assertThat(metadata.taken().local()).isEqualTo(LocalDateTime.of(2020, 1, 2, 3, 4, 5));
    }

    @Test
    void hasNothingToSayOfAPlainPicture() {
        assertThat(PictureDecoder.header(PLAIN).metadata()).isEqualTo(new PictureMetadata(Orientation.UPRIGHT, null));
    }

    @Test
    void readsThePictureWhateverItsExifIs() {
        byte[] sound = Files.exif(ORIGINAL, "2024:05:31 23:59:58", OFFSET, "+02:00");
        for (int length = 0; length < sound.length; length++) {
            byte[] file = Files.withExif(PLAIN, Arrays.copyOf(sound, length));

            assertThat(Files.decoded(file).width()).isEqualTo(8);
        }
    }

    private static PictureMetadata read(byte[] exif) {
        return PictureDecoder.header(Files.withExif(PLAIN, exif)).metadata();
    }
}
