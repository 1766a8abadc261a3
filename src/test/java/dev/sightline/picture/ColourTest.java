package dev.sightline.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Pictures with profiles against what littleCMS makes of them: `colour.py` among the resources makes both.
class ColourTest {

    /// In CIEDE2000.
    private static final double MOST = 3;

    private static final int PATCH = 32;

    @ParameterizedTest
    @CsvSource({
        "display-p3.png", "display-p3.webp", "display-p3.jpg",
        "adobe-rgb.png", "adobe-rgb.webp", "adobe-rgb.jpg",
        "grey.png", "grey.jpg", "press.jpg"
    })
    void ofARenditionAreThoseOfLittleCms(String name) {
        Picture reference = Files.decoded(Files.resource("colour/" + name.replaceFirst("\\..*", "-reference.png")));
        byte[] file = Files.resource("colour/" + name);

        PictureReading reading = PictureReading.of(file, PictureDecoder.header(file));

        assertThat(worst(Files.decoded(reading.renditions().getFirst().jpeg()), reference))
                .isLessThan(MOST);
    }

    /// Pairs 1, 7 and 17 of the data that Sharma, Wu and Dalal published to check implementations.
    @Test
    void differAsTheStandardSays() {
        assertThat(ColourDifference.of(new double[] {50, 2.6772, -79.7751}, new double[] {50, 0, -82.7485}))
                .isCloseTo(2.0425, within(1e-4));
        assertThat(ColourDifference.of(new double[] {50, 0, 0}, new double[] {50, -1, 2}))
                .isCloseTo(2.3669, within(1e-4));
        assertThat(ColourDifference.of(new double[] {50, 2.5, 0}, new double[] {73, 25, -18}))
                .isCloseTo(27.1492, within(1e-4));
    }

    @Test
    void wouldBeWrongWithoutTheProfile() {
        Picture reference = Files.decoded(Files.resource("colour/display-p3-reference.png"));
        byte[] file = Files.resource("colour/display-p3.png");
        ByteBuffer.wrap(file).put(8 + 25 + 4, Files.ascii("nIL"));

        assertThat(worst(Files.decoded(file), reference)).isGreaterThan(4);
    }

    @Test
    void ofSrgbAreLeftAlone() {
        byte[] srgb = new RgbSpace(RgbSpace.BT_709, RgbSpace.D65, RgbSpace::srgb).profile();

        assertThat(ColourProfile.of(srgb, 3)).isEmpty();
    }

    @Test
    void areTakenAsTheyAreWhereTheProfileIsBroken() {
        byte[] p3 = new RgbSpace(RgbSpace.P3, RgbSpace.D65, RgbSpace::srgb).profile();

        assertThat(ColourProfile.of(p3, 3)).isPresent();
        assertThat(ColourProfile.of(p3, 4)).isEmpty();
        assertThat(ColourProfile.of(Arrays.copyOf(p3, 300), 3)).isEmpty();
        assertThat(ColourProfile.of(new byte[0], 3)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 8192, 8193, 40_000})
    void areConvertedWhereTheyAre(int pixels) {
        ColourProfile p3 = ColourProfile.of(new RgbSpace(RgbSpace.P3, RgbSpace.D65, RgbSpace::srgb))
                .orElseThrow();
        byte[] rgb = Arrays.copyOf(Pattern.sharp(200, 200).rgb(), pixels * 3);
        var apart = new byte[5 + rgb.length];
        p3.toSrgb(rgb, 0, apart, 5, pixels);

        p3.toSrgb(rgb);

        assertThat(rgb).isEqualTo(Arrays.copyOfRange(apart, 5, apart.length));
    }

    @Test
    void areTakenAsTheyAreWhereTheProfileIsABomb() throws IOException {
        var deflated = new ByteArrayOutputStream();
        deflated.writeBytes(new byte[] {'x', 0, 0});
        try (var deflater = new DeflaterOutputStream(deflated)) {
            deflater.write(new byte[100 << 20]);
        }
        byte[] png = Files.withChunk(Files.png(Pattern.soft(8, 8)), Files.chunk("iCCP", deflated.toByteArray()));
        long before = allocated();

        assertThat(Files.decoded(png).rgb()).isEqualTo(Pattern.soft(8, 8).rgb());

        assertThat(allocated() - before).isLessThan(40 << 20);
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    /// 12 is Display P3, 13 the curve of sRGB.
    @Test
    void areThoseOfTheCodePointsOfAPng() {
        byte[] plain = Files.png(Files.decoded(Files.resource("colour/display-p3-reference.png")));
        byte[] p3 = withoutChunk(Files.resource("colour/display-p3.png"), "iCCP");

        Picture decoded = Files.decoded(Files.withChunk(p3, Files.chunk("cICP", new byte[] {12, 13, 0, 1})));

        assertThat(worst(decoded, Files.decoded(plain))).isLessThan(MOST);
    }

    /// What is 1.0 in the file's gamma is linear light: 55 of 255 is 128 in sRGB.
    @Test
    void followTheGammaOfAPng() {
        var flat = new Picture(4, 4, new byte[48]);
        Arrays.fill(flat.rgb(), (byte) 55);
        byte[] gamma = ByteBuffer.allocate(4).putInt(100_000).array();
        byte[] usual = ByteBuffer.allocate(4).putInt(45_455).array();

        Picture linear = Files.decoded(Files.withChunk(Files.png(flat), Files.chunk("gAMA", gamma)));

        assertThat(linear.rgb()[0] & 0xFF).isCloseTo(128, within(1));
        assertThat(Files.decoded(Files.withChunk(Files.png(flat), Files.chunk("gAMA", usual)))
                        .rgb())
                .isEqualTo(flat.rgb());
    }

    @Test
    void ofHighDynamicRangeKeepPaperWhite() {
        // 203 candela are 58 % of the signal of PQ, and three quarters of that of HLG.
        assertThat(RgbSpace.pq(0.58)).isCloseTo(1, within(0.01));
        assertThat(RgbSpace.hlg(0.75)).isCloseTo(1, within(0.001));
        assertThat(RgbSpace.pq(0.3)).isCloseTo(10.0 / 203, within(0.002));
    }

    private static byte[] withoutChunk(byte[] png, String name) {
        int at = 8;
        while (!new Bytes(png).startsWith(at + 4, name)) {
            at += 12 + ByteBuffer.wrap(png).getInt(at);
        }
        int next = at + 12 + ByteBuffer.wrap(png).getInt(at);
        return Files.joined(Arrays.copyOf(png, at), Arrays.copyOfRange(png, next, png.length));
    }

    private static double worst(Picture picture, Picture reference) {
        double worst = 0;
        for (int y = 0; y < reference.height(); y += PATCH) {
            for (int x = 0; x < reference.width(); x += PATCH) {
                // Without the edges.
                worst = Math.max(
                        worst,
                        ColourDifference.ofMeans(
                                picture.crop(x + 8, y + 8, 16, 16), reference.crop(x + 8, y + 8, 16, 16)));
            }
        }
        return worst;
    }
}
