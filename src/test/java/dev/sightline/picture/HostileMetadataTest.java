package dev.sightline.picture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a file says about its picture may be anything at all: it never keeps the picture out.
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD, unit = TimeUnit.SECONDS)
class HostileMetadataTest {

    private static final byte[] PLAIN = Files.jpeg(Pattern.soft(8, 8), false);
    private static final int EXIF_DIRECTORY = 0x8769;

    @Test
    void aDirectoryThatLeadsToItself() {
        byte[] block = tiff(tag(0x010F, 2, 4, 0x4C474500), tag(EXIF_DIRECTORY, 4, 1, 8));

        assertThat(read(Files.withExif(PLAIN, block)).camera()).isEqualTo("LGE");
    }

    @Test
    void directoriesWithoutEnd() {
        // A directory of many pointers, each to another place in a field of directories.
        var block = ByteBuffer.allocate(32 << 20).put(Files.ascii("MM\0*")).putInt(8);
        block.putShort((short) 1).put(tag(EXIF_DIRECTORY, 4, 1 << 20, 64));
        for (int i = 0; i < 1 << 20; i++) {
            block.putInt(64 + i * 4, (8 << 20) + i * 16);
        }

        assertThat(read(block.array())).isEqualTo(PictureMetadata.NONE);
    }

    @Test
    void tagsWithoutEndAllAsLargeAsTheFile() {
        int count = 60_000;
        var block = ByteBuffer.allocate(40 << 20).put(Files.ascii("MM\0*")).putInt(8);
        block.putShort((short) count);
        for (int i = 0; i < count; i++) {
            block.put(tag(i % 2 == 0 ? 0x02BC : 0x010E, 7, 30 << 20, 8));
        }

        assertThat(read(block.array()).words()).isEqualTo(PictureWords.NONE);
    }

    @Test
    void countsThatNothingHolds() {
        byte[] block = tiff(
                tag(0x010F, 2, Integer.MAX_VALUE, 8), tag(0x0110, 5, 0x7FFFFFFF, 8), tag(0x0112, 3, -1, 0x00060000));

        assertThat(read(Files.withExif(PLAIN, block))).isEqualTo(PictureMetadata.NONE);
    }

    @Test
    void valuesOfAnotherKindThanTheyShouldBe() {
        byte[] block = tiff(
                tag(0x010F, 4, 1, 77),
                tag(0x0110, 3, 2, 0x00010002),
                tag(0x0112, 2, 4, 0x41424300),
                tag(0x010E, 9, 1, -1));

        assertThatCode(() -> read(Files.withExif(PLAIN, block))).doesNotThrowAnyException();
    }

    @Test
    void tenMegabytesOfXmp() {
        byte[] packet = MetadataWriter.words("title", "x".repeat(10 << 20), 1).getBytes(UTF_8);
        byte[] png = Files.withChunk(Files.png(Pattern.soft(8, 8)), Containers.pngXmp(packet, false));

        assertThat(read(png).words()).isEqualTo(PictureWords.NONE);
        assertThat(Files.decoded(png).width()).isEqualTo(8);
    }

    @Test
    void xmpThatUnfolds() {
        byte[] packet = MetadataWriter.words("title", "x".repeat(20 << 20), 1).getBytes(UTF_8);
        byte[] png = Files.withChunk(Files.png(Pattern.soft(8, 8)), Containers.pngXmp(packet, true));

        assertThat(png).hasSizeLessThan(1 << 20);
        assertThat(read(png).words()).isEqualTo(PictureWords.NONE);
    }

    @Test
    void entitiesThatUnfold() {
        var entities = new StringBuilder("<!DOCTYPE x [<!ENTITY a0 'ha'>");
        for (int i = 1; i < 30; i++) {
            entities.append("<!ENTITY a%d '&a%d;&a%d;'>".formatted(i, i - 1, i - 1));
        }
        var packet = entities + "]>" + MetadataWriter.words("&a29;", "", 1).replaceFirst("<\\?xpacket.*\\?>", "");

        assertThat(read(MetadataWriter.withXmp(PLAIN, packet)).words()).isEqualTo(PictureWords.NONE);
    }

    @Test
    void entitiesOfOtherFiles(@TempDir Path folder) throws IOException {
        var secret = java.nio.file.Files.writeString(folder.resolve("secret"), "a secret");
        var packet = "<!DOCTYPE x [<!ENTITY secret SYSTEM '%s'>]>".formatted(secret.toUri())
                + MetadataWriter.words("&secret;", "", 1).replaceFirst("<\\?xpacket.*\\?>", "");

        assertThat(read(MetadataWriter.withXmp(PLAIN, packet)).words()).isEqualTo(PictureWords.NONE);
    }

    @Test
    void elementsInElementsInElements() {
        int depth = 50_000;
        var packet = MetadataWriter.xmp("<dc:x>".repeat(depth) + "</dc:x>".repeat(depth));
        byte[] png = Files.withChunk(Files.png(Pattern.soft(8, 8)), Containers.pngXmp(packet.getBytes(UTF_8), true));

        assertThat(read(png)).isEqualTo(PictureMetadata.NONE);
    }

    @Test
    void moreNamespacesThanAnybodyNeeds() {
        for (int i = 0; i < 30; i++) {
            var spaces = new StringBuilder();
            for (int j = 0; j < 100; j++) {
                spaces.append("<n%d:a xmlns:n%d='http://example.org/%d/%d/'>1</n%d:a>".formatted(j, j, i, j, j));
            }
            read(MetadataWriter.withXmp(PLAIN, MetadataWriter.xmp(spaces.toString())));
        }

        assertThat(com.adobe.internal.xmp.XMPMetaFactory.getSchemaRegistry().getNamespaces())
                .hasSizeLessThan(1_200);
        assertThat(read(MetadataWriter.withXmp(PLAIN, MetadataWriter.words("still", "", 1)))
                        .words()
                        .title())
                .isEqualTo("still");
    }

    @Test
    void extentsWithoutEnd() {
        byte[] file = Containers.heif(Files.exif(6), new byte[1]);
        int locations = new String(file, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("iloc") + 4;
        // Nothing of a location takes any bytes, so that all of them are there.
        ByteBuffer.wrap(file)
                .putShort(locations + 4, (short) 0)
                .putShort(locations + 6, (short) 0xFFFF)
                .putShort(locations + 14, (short) 0xFFFF);

        assertThatCode(() -> read(file)).doesNotThrowAnyException();
    }

    @Test
    void whateverABlockIs() {
        byte[] xmp = MetadataWriter.words("Evening", "Two boats", 4, "sea").getBytes(UTF_8);
        byte[] iptc = MetadataWriter.iptc(5, Files.ascii("title"), 25, Files.ascii("keyword"));
        byte[] exif = MetadataWriter.camera();
        var files = List.of(
                MetadataWriter.withIptc(
                        MetadataWriter.withXmp(Files.withExif(PLAIN, exif), new String(xmp, UTF_8)), iptc),
                Containers.webp(exif, xmp),
                Containers.gif(xmp),
                Containers.heif(exif, xmp),
                Containers.jpegXl(exif, xmp),
                exif,
                Files.withChunk(Files.png(Pattern.soft(8, 8)), Containers.pngXmp(xmp, true)));
        var random = new Random(7);

        assertThatCode(() -> Stream.generate(() -> mutated(files.get(random.nextInt(files.size())), random))
                        .limit(3_000)
                        .forEach(HostileMetadataTest::read))
                .doesNotThrowAnyException();
    }

    private static byte[] mutated(byte[] file, Random random) {
        byte[] copy =
                random.nextInt(4) == 0 ? java.util.Arrays.copyOf(file, random.nextInt(file.length) + 1) : file.clone();
        for (int i = random.nextInt(8); i >= 0; i--) {
            int most = Math.min(copy.length, 2_000);
            copy[random.nextInt(most)] = random.nextBoolean() ? (byte) random.nextInt() : (byte) 0xFF;
        }
        return copy;
    }

    private static byte[] tiff(byte[]... tags) {
        return Files.joined(
                Files.ascii("MM\0*"), new byte[] {0, 0, 0, 8, 0, (byte) tags.length}, Files.joined(tags), new byte[64]);
    }

    private static byte[] tag(int tag, int type, int count, int value) {
        return ByteBuffer.allocate(12)
                .putShort((short) tag)
                .putShort((short) type)
                .putInt(count)
                .putInt(value)
                .array();
    }

    private static PictureMetadata read(byte[] file) {
        return PictureMetadata.read(file);
    }
}
