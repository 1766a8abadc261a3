package dev.sightline.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
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
    void knowsHowAndWhereItWasTaken() {
        var metadata = read(MetadataWriter.camera());

        assertThat(metadata.camera()).isEqualTo("Nikon D750");
        assertThat(metadata.lens()).isEqualTo("AF-S NIKKOR 50mm f/1.8G");
        assertThat(metadata.exposure()).isEqualTo(new Exposure(1 / 250.0, 2.8, 400, 50.0, 75, true));
        assertThat(metadata.place().latitude()).isCloseTo(35.658625, within(1e-6));
        assertThat(metadata.place().longitude()).isCloseTo(139.745350, within(1e-6));
        assertThat(metadata.place().altitude()).isEqualTo(40);
        assertThat(metadata.taken().offset()).isEqualTo(ZoneOffset.ofHours(9));
        assertThat(metadata.words()).isEqualTo(PictureWords.NONE);
    }

    @Test
    void knowsTheOtherHalvesOfTheWorld() {
        var place = read(new MetadataWriter()
                        .place("S", new int[] {33, 51, 0}, "W", new int[] {70, 30, 0}, -12)
                        .block())
                .place();

        assertThat(place).isEqualTo(new Place(-33.85, -70.5, -12.0));
    }

    @Test
    void takesNoPlaceForOneThatCannotBe() {
        int[] nowhere = {0, 0, 0};

        assertThat(read(new MetadataWriter()
                                .place("N", nowhere, "E", nowhere, 0)
                                .block())
                        .place())
                .isNull();
        assertThat(read(new MetadataWriter()
                                .place("N", new int[] {95, 0, 0}, "E", nowhere, 0)
                                .block())
                        .place())
                .isNull();
    }

    @Test
    void leavesOutAnExposureThatCannotBe() {
        var metadata = read(new MetadataWriter()
                .exif(0x829A, MetadataWriter.rationals(1, 0))
                .exif(0x829D, MetadataWriter.rationals(0, 1))
                .exif(0x8827, MetadataWriter.shorts(0))
                .block());

        assertThat(metadata.exposure()).isNull();
    }

    @Test
    void takesFromXmpWhatExifDoesNotSay() {
        var packet = MetadataWriter.xmp("""
                <tiff:Make>Canon</tiff:Make><tiff:Model>Canon EOS R5</tiff:Model><aux:Lens>RF50mm F1.2 L USM</aux:Lens>
                <exif:ExposureTime>1/60</exif:ExposureTime><exif:FNumber>12/10</exif:FNumber>
                <exif:ISOSpeedRatings><rdf:Seq><rdf:li>1600</rdf:li></rdf:Seq></exif:ISOSpeedRatings>
                <exif:DateTimeOriginal>2021-07-01T10:20:30.5+02:00</exif:DateTimeOriginal>
                <exif:GPSLatitude>48,51.5N</exif:GPSLatitude><exif:GPSLongitude>2,17,40.2E</exif:GPSLongitude>
                """);

        var metadata = PictureMetadata.read(MetadataWriter.withXmp(PLAIN, packet));

        assertThat(metadata.camera()).isEqualTo("Canon EOS R5");
        assertThat(metadata.lens()).isEqualTo("RF50mm F1.2 L USM");
        assertThat(metadata.exposure()).isEqualTo(new Exposure(1 / 60.0, 1.2, 1600, null, null, null));
        assertThat(metadata.taken())
                .isEqualTo(new TakenAt(LocalDateTime.of(2021, 7, 1, 10, 20, 30, 500_000_000), ZoneOffset.ofHours(2)));
        assertThat(metadata.place().latitude()).isCloseTo(48.858333, within(1e-6));
        assertThat(metadata.place().longitude()).isCloseTo(2.2945, within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({
        "1975-06-01, 1975-06-01T00:00, ",
        "1975-06-01T12:30, 1975-06-01T12:30, ",
        "1975-06-01T12:30Z, 1975-06-01T12:30, Z",
        "1975, ,",
        "1975-13-01, ,",
    })
    void readsTheDatesOfXmp(String written, LocalDateTime local, String offset) {
        var packet = MetadataWriter.xmp("<photoshop:DateCreated>%s</photoshop:DateCreated>".formatted(written));

        assertThat(PictureMetadata.read(MetadataWriter.withXmp(PLAIN, packet)).takenAt())
                .isEqualTo(Optional.ofNullable(local)
                        .map(time -> new TakenAt(time, offset == null ? null : ZoneOffset.of(offset))));
    }

    static Stream<Arguments> containers() {
        byte[] exif = MetadataWriter.camera();
        byte[] xmp = MetadataWriter.words("Evening", "Two boats", 4, "sea").getBytes(StandardCharsets.UTF_8);
        byte[] png = Files.png(Pattern.soft(8, 8));
        return Stream.of(
                arguments("JPEG", MetadataWriter.withXmp(Files.withExif(PLAIN, exif), new String(xmp))),
                arguments(
                        "PNG",
                        Files.withChunk(
                                Files.withChunk(png, Files.chunk("eXIf", exif)), Containers.pngXmp(xmp, false))),
                arguments(
                        "compressed PNG",
                        Files.withChunk(Files.withChunk(png, Files.chunk("eXIf", exif)), Containers.pngXmp(xmp, true))),
                arguments("WebP", Containers.webp(exif, xmp)),
                arguments("TIFF", new MetadataWriter().block(0x02BC, xmp).block()),
                arguments("GIF", Containers.gif(xmp)),
                arguments("HEIC", Containers.heif(exif, xmp)),
                arguments("JPEG XL", Containers.jpegXl(exif, xmp)),
                arguments("RAF", Containers.raf(MetadataWriter.withXmp(Files.withExif(PLAIN, exif), new String(xmp)))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("containers")
    void readsEveryContainer(String format, byte[] file) {
        var metadata = PictureMetadata.read(file);

        assertThat(metadata.words()).isEqualTo(new PictureWords("Evening", "Two boats", List.of("sea"), 4));
        if (!Set.of("TIFF", "GIF").contains(format)) {
            assertThat(metadata.camera()).isEqualTo("Nikon D750");
            assertThat(metadata.place()).isNotNull();
        }
    }

    @Test
    void readsTiffFilesAsTheyAre() {
        var metadata = PictureMetadata.read(MetadataWriter.camera());

        assertThat(metadata.camera()).isEqualTo("Nikon D750");
        assertThat(metadata.exposure().iso()).isEqualTo(400);
    }

    @Test
    void readsTheTextsOfAPng() {
        byte[] png = Files.withChunk(
                Files.withChunk(Files.png(Pattern.soft(8, 8)), Files.chunk("tEXt", Files.ascii("Title\0A boat"))),
                Files.chunk(
                        "iTXt",
                        Files.joined(
                                Files.ascii("Description\0\0\0de\0\0"), "Fähre".getBytes(StandardCharsets.UTF_8))));

        assertThat(PictureMetadata.read(png).words()).isEqualTo(new PictureWords("A boat", "Fähre", List.of(), null));
    }

    @Test
    void leavesTheTurningOfAHeicToItsDecoder() {
        byte[] turned = Files.exif(6);

        assertThat(PictureMetadata.read(Files.withExif(PLAIN, turned)).orientation())
                .isEqualTo(Orientation.LEFT);
        assertThat(PictureMetadata.read(Containers.heif(turned, new byte[0])).orientation())
                .isEqualTo(Orientation.UPRIGHT);
    }

    @Test
    void hasNothingToSayOfAPlainPicture() {
        assertThat(PictureDecoder.header(PLAIN).metadata()).isEqualTo(PictureMetadata.NONE);
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
