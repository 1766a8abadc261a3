package dev.sightline.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What Pillow, with libjpeg-turbo, makes of the same files, pixel for pixel.
class JpegDecoderTest {

    record Reference(String name, int width, int height, String digest) {

        byte[] file() {
            return Files.resource("jpeg/" + name + ".jpg");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Reference> references() {
        return new String(Files.resource("jpeg/pixels.txt"), StandardCharsets.US_ASCII)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split(" "))
                .map(parts ->
                        new Reference(parts[0], Integer.parseInt(parts[1]), Integer.parseInt(parts[2]), parts[3]));
    }

    @ParameterizedTest
    @MethodSource("references")
    void decodesAsLibjpegToTheBit(Reference reference) throws Exception {
        Picture picture = Files.decoded(reference.file());

        assertThat(picture.width()).isEqualTo(reference.width());
        assertThat(picture.height()).isEqualTo(reference.height());
        assertThat(digest(picture)).isEqualTo(reference.digest());
    }

    /// The digests are of what Pillow makes of these files.
    @ParameterizedTest
    @CsvSource({
        "1, 2, fa3e55b9f55ff06f5ccaaaf4c47849d5dde76bf74f73af00780f469c0e315573",
        "4, 1, 563d2f9827ae275ba4282cf9aa718e38b2687dbe6246d7a95d57c5aa8d046496",
        "4, 2, a9f6ffeee063846fb1a6cfb3df574974e48065fceebd372c139386792b70d1bd",
        "3, 1, 752215733bc4a85768c3b90b88e71891dc2ac85fb2dbed6c7fbfff6aa45ddd29",
    })
    void enlargesWhateverIsSubsampled(int across, int down, String digest) throws Exception {
        Picture decoded = Files.decoded(
                subsampled(Pattern.image(Pattern.sharp(61, 47), BufferedImage.TYPE_3BYTE_BGR), across, down));

        assertThat(digest(decoded)).isEqualTo(digest);
    }

    @ParameterizedTest
    @CsvSource({"4000, 3000, 2000", "3000, 4000, 2000", "6000, 4000, 2250", "3000, 2000, 3000", "2000, 1500, 2000"})
    void decodesNoMorePixelsThanAPreviewNeeds(int width, int height, int longerSide) {
        byte[] file = Files.jpeg(new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR), false);

        Picture picture = PictureDecoder.decode(file, PictureDecoder.header(file), Renditions.PREVIEW);

        assertThat(Math.max(picture.width(), picture.height())).isEqualTo(longerSide);
        assertThat(Math.abs((double) picture.width() / picture.height() - (double) width / height))
                .isLessThan(0.002);
    }

    /// PSNR; two pictures of 40 dB look the same.
    @ParameterizedTest
    @CsvSource({"3800, 2850, 1, 1", "3800, 2850, 2, 1", "3000, 4000, 2, 2", "5200, 3900, 2, 2"})
    void makesThePreviewThatAllPixelsWouldMake(int width, int height, int across, int down) throws Exception {
        byte[] file = subsampled(Pattern.scene(width, height), across, down);
        PictureHeader header = PictureDecoder.header(file);

        Picture preview = PictureDecoder.preview(file, header);

        Picture expected = Renditions.scaled(PictureDecoder.decode(file, header), Renditions.PREVIEW);
        assertThat(Pattern.decibels(preview, expected)).isGreaterThan(40);
    }

    @Test
    void keepsEveryColourWhereItIsInAReducedPicture() {
        Picture soft = Pattern.soft(1601, 1203);
        for (boolean progressive : new boolean[] {false, true}) {
            byte[] file = Files.jpeg(soft, progressive);
            for (int size : new int[] {1, 100, 200, 400, 600, 750, 900}) {
                Picture reduced = PictureDecoder.decode(file, PictureDecoder.header(file), size);

                assertThat(Math.max(reduced.width(), reduced.height())).isGreaterThanOrEqualTo(size);
                assertThat(Pattern.difference(reduced, Pattern.soft(reduced.width(), reduced.height())))
                        .as("for %d, %d pixels wide", size, reduced.width())
                        .isLessThan(2);
            }
        }
    }

    @Test
    void forgivesAnIntervalBetweenRestartsThatIsDamaged() {
        byte[] file = Files.resource("jpeg/restarts-of-rows.jpg");
        Picture whole = Files.decoded(file);
        int second = indexOf(file, 0xD0) + 2;
        Arrays.fill(file, second, second + 8, (byte) 0x55);

        assertThat(Pattern.difference(Files.decoded(file), whole)).isBetween(0.01, 40.0);
    }

    @Test
    void refusesCodesThatDoNotExist() {
        byte[] file = Files.resource("jpeg/fine.jpg");
        int data = indexOf(file, 0xDA) + 14;
        for (int i = data; i < file.length - 2; i += 2) {
            file[i] = (byte) 0xFF;
            file[i + 1] = 0;
        }

        assertRefused(file, Refusal.CORRUPT);
    }

    @ParameterizedTest
    @ValueSource(ints = {0xC4, 0xDB})
    void refusesPicturesWithoutTables(int marker) {
        byte[] file = Files.resource("jpeg/420.jpg");
        for (int at = indexOf(file, marker); at >= 0; at = indexOf(file, marker)) {
            file[at + 1] = (byte) 0xE9;
        }

        assertRefused(file, Refusal.CORRUPT);
    }

    @Test
    void refusesAHeightThatIsStatedBehindThePicture() {
        byte[] file = Files.resource("jpeg/420.jpg");
        int frame = indexOf(file, 0xC0);
        file[frame + 5] = 0;
        file[frame + 6] = 0;

        assertRefused(file, Refusal.FORMAT_UNSUPPORTED);
    }

    private static int indexOf(byte[] jpeg, int marker) {
        for (int at = 2; at + 1 < jpeg.length; at++) {
            if (jpeg[at] == (byte) 0xFF && jpeg[at + 1] == (byte) marker) {
                return at;
            }
        }
        return -1;
    }

    private static void assertRefused(byte[] file, Refusal refusal) {
        assertThatExceptionOfType(PictureException.class)
                .isThrownBy(() -> Files.decoded(file))
                .satisfies(refused -> assertThat(refused.refusal()).isEqualTo(refusal));
    }

    private static String digest(Picture picture) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(picture.rgb()));
    }

    private static byte[] subsampled(BufferedImage image, int across, int down) throws Exception {
        var bytes = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var stream = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(stream);
            var metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), null);
            var tree = (IIOMetadataNode) metadata.getAsTree(metadata.getNativeMetadataFormatName());
            var light =
                    (IIOMetadataNode) tree.getElementsByTagName("componentSpec").item(0);
            light.setAttribute("HsamplingFactor", "" + across);
            light.setAttribute("VsamplingFactor", "" + down);
            metadata.setFromTree(metadata.getNativeMetadataFormatName(), tree);
            writer.write(null, new IIOImage(image, null, metadata), null);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
