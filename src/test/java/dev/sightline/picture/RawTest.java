package dev.sightline.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Files built as cameras build them, around pictures of ours.
class RawTest {

    private static final Picture PICTURE = Pattern.soft(240, 160);
    private static final byte[] PREVIEW = Files.jpeg(PICTURE, false);
    private static final byte[] THUMBNAIL = Files.jpeg(Pattern.sharp(40, 30), false);

    /// The orientation that all of them have.
    private static final int QUARTER_TURN = 6;

    static Stream<Arguments> files() {
        return Stream.of(
                arguments(MediaType.DNG, dng()),
                arguments(MediaType.CR2, cr2()),
                arguments(MediaType.CR3, cr3()),
                arguments(MediaType.NEF, nef()),
                arguments(MediaType.ARW, arw()),
                arguments(MediaType.RAF, raf()));
    }

    @ParameterizedTest
    @MethodSource("files")
    void showTheLargestPreviewUpright(MediaType type, byte[] file) {
        PictureHeader header = PictureDecoder.header(file);
        Picture decoded = PictureDecoder.decode(file, header);

        assertThat(header.type()).isEqualTo(type);
        assertThat(header.width()).isEqualTo(160);
        assertThat(header.height()).isEqualTo(240);
        assertThat(Pattern.difference(decoded, Orientation.LEFT.upright(PICTURE.rgb(), 240, 160)))
                .isLessThan(2);
    }

    @Test
    void areRefusedWithoutAPreview() {
        byte[] file = tiff().number(50706, 1).number(256, 100).number(257, 100).file();

        assertThatExceptionOfType(PictureException.class)
                .isThrownBy(() -> PictureDecoder.header(file))
                .withMessageContaining("without a preview")
                .satisfies(refused -> assertThat(refused.refusal()).isEqualTo(Refusal.FORMAT_UNSUPPORTED));
    }

    /// Nikon makes scanners too: their files begin with the picture itself.
    @Test
    void areNotTiffFilesOfWhoMakesCameras() {
        assertThat(MediaType.of(
                        tiff().text(271, "NIKON CORPORATION").number(256, 8).file()))
                .isEqualTo(MediaType.TIFF);
    }

    @Test
    void doNotLoopThroughDirectories() {
        byte[] file = nef();
        // The first directory follows itself.
        int count = ByteBuffer.wrap(file).getShort(8);
        ByteBuffer.wrap(file).putInt(10 + count * 12, 8);

        assertThat(PictureDecoder.header(file).type()).isEqualTo(MediaType.NEF);
    }

    private static TiffBuilder tiff() {
        return new TiffBuilder(ByteOrder.LITTLE_ENDIAN);
    }

    /// What the sensor saw: the beginning of a lossless JPEG, of more pixels than the preview has.
    private static byte[] sensor() {
        return new byte[] {
            (byte) 0xFF,
            (byte) 0xD8,
            (byte) 0xFF,
            (byte) 0xC3,
            0,
            11,
            14,
            10,
            0,
            10,
            0,
            1,
            0,
            0x11,
            0,
            (byte) 0xFF,
            (byte) 0xDA,
            0,
            8,
            1,
            0,
            0,
            1,
            0,
            0
        };
    }

    static byte[] dng() {
        return tiff().number(50706, 0x0401)
                .number(254, 1)
                .number(274, QUARTER_TURN)
                .number(259, 7)
                .number(262, 6)
                .strips(273, 279, THUMBNAIL, THUMBNAIL.length)
                .child(tiff().number(259, 7).number(262, 32803).strips(273, 279, sensor(), 100))
                .child(tiff().number(254, 1).number(259, 7).number(262, 6).strips(273, 279, PREVIEW, PREVIEW.length))
                .file();
    }

    static byte[] cr2() {
        return cr2(PREVIEW);
    }

    static byte[] cr2(byte[] preview) {
        return tiff().signed("CR\2\0\0\0\0\0")
                .text(271, "Canon")
                .number(274, QUARTER_TURN)
                .number(259, 6)
                .strips(273, 279, preview, preview.length)
                .then(tiff().strips(513, 514, THUMBNAIL, THUMBNAIL.length)
                        .then(tiff().number(259, 6).strips(273, 279, sensor(), 100)))
                .file();
    }

    static byte[] nef() {
        return new TiffBuilder(ByteOrder.BIG_ENDIAN)
                .number(254, 1)
                .text(271, "NIKON CORPORATION")
                .number(274, QUARTER_TURN)
                .number(259, 1)
                .strips(273, 279, new byte[160 * 120 * 3], 160 * 120 * 3)
                .child(new TiffBuilder(ByteOrder.BIG_ENDIAN).number(259, 6).strips(513, 514, PREVIEW, PREVIEW.length))
                .child(new TiffBuilder(ByteOrder.BIG_ENDIAN).number(259, 34713).strips(273, 279, sensor(), 100))
                .file();
    }

    static byte[] arw() {
        return tiff().number(254, 1)
                .text(271, "SONY")
                .number(274, QUARTER_TURN)
                .number(259, 6)
                .strips(513, 514, PREVIEW, PREVIEW.length)
                .child(tiff().number(259, 32767).strips(273, 279, sensor(), 100))
                .then(tiff().number(259, 6).strips(513, 514, THUMBNAIL, THUMBNAIL.length))
                .file();
    }

    static byte[] raf() {
        byte[] preview = Files.withExif(PREVIEW, Files.exif(QUARTER_TURN));
        return ByteBuffer.allocate(148 + preview.length + 1000)
                .put(Files.ascii("FUJIFILMCCD-RAW 0201FF383501X-T3"))
                .position(84)
                .putInt(148)
                .putInt(preview.length)
                .position(148)
                .put(preview)
                .array();
    }

    static byte[] cr3() {
        byte[] canon = {(byte) 0x85, (byte) 0xC0, (byte) 0xB6, (byte) 0x87, 8, 7, 6, 5, 4, 3, 2, 1, 0, 1, 2, 3};
        byte[] previews = ByteBuffer.allocate(24)
                .putLong(0xEAF42B5E1C984B88L)
                .putLong(0xB9FBB7DC406E4D16L)
                .putLong(1)
                .array();
        byte[] preview = ByteBuffer.allocate(16 + PREVIEW.length)
                .putInt(0)
                .putShort((short) 1)
                .putShort((short) 240)
                .putShort((short) 160)
                .putShort((short) 1)
                .putInt(PREVIEW.length)
                .put(PREVIEW)
                .array();
        return Files.joined(
                box("ftyp", Files.ascii("crx \0\0\0\1crx isom")),
                box("moov", box("uuid", Files.joined(canon, box("CMT1", Files.exif(QUARTER_TURN))))),
                box("uuid", Files.joined(previews, box("PRVW", preview))),
                box("mdat", new byte[1000]));
    }

    private static byte[] box(String type, byte[] content) {
        return Files.joined(
                ByteBuffer.allocate(8)
                        .putInt(content.length + 8)
                        .put(Files.ascii(type))
                        .array(),
                content);
    }
}
