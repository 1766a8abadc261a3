package dev.sightline.picture;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureWordsTest {

    private static final byte[] PLAIN = Files.jpeg(Pattern.soft(8, 8), false);

    private static final int OBJECT_NAME = 5;
    private static final int KEYWORD = 25;
    private static final int CAPTION = 120;

    @Test
    void ofXmp() {
        var words = words(MetadataWriter.withXmp(
                PLAIN, MetadataWriter.words("Evening", "Two boats\nat the pier", 4, "sea", "Summer Holiday")));

        assertThat(words)
                .isEqualTo(new PictureWords("Evening", "Two boats\nat the pier", List.of("sea", "Summer Holiday"), 4));
    }

    @Test
    void takesTheLeavesOfAHierarchyThatAreNotAmongTheKeywords() {
        var packet = MetadataWriter.xmp("""
                <dc:subject><rdf:Bag><rdf:li>Paris</rdf:li></rdf:Bag></dc:subject>
                <lr:hierarchicalSubject><rdf:Bag><rdf:li>Places|Europe|Paris</rdf:li><rdf:li>People|Anna</rdf:li></rdf:Bag>
                </lr:hierarchicalSubject>
                """);

        assertThat(words(MetadataWriter.withXmp(PLAIN, packet)).keywords()).containsExactly("Paris", "Anna");
    }

    @Test
    void takesTheHeadlineWhereThereIsNoTitleAndARejectionAsItIs() {
        var packet =
                MetadataWriter.xmp("<photoshop:Headline>Ferry leaves</photoshop:Headline><xmp:Rating>-1</xmp:Rating>");

        var words = words(MetadataWriter.withXmp(PLAIN, packet));

        assertThat(words.title()).isEqualTo("Ferry leaves");
        assertThat(words.rating()).isEqualTo(-1);
    }

    @Test
    void ofIptcWhateverItsEncoding() {
        byte[] utf8 = MetadataWriter.iptc(
                OBJECT_NAME,
                "Fähre".getBytes(UTF_8),
                CAPTION,
                "Zwei\r\nBoote".getBytes(UTF_8),
                KEYWORD,
                "Übersee".getBytes(UTF_8),
                KEYWORD,
                "sea".getBytes(UTF_8));
        byte[] latin1 = MetadataWriter.iptc(OBJECT_NAME, "Fähre".getBytes(ISO_8859_1));

        assertThat(words(MetadataWriter.withIptc(PLAIN, utf8)))
                .isEqualTo(new PictureWords("Fähre", "Zwei\nBoote", List.of("Übersee", "sea"), null));
        assertThat(words(MetadataWriter.withIptc(PLAIN, latin1)).title()).isEqualTo("Fähre");
    }

    @Test
    void prefersXmpToIptcToExif() {
        byte[] file = MetadataWriter.withExif(
                MetadataWriter.withIptc(
                        MetadataWriter.withXmp(PLAIN, MetadataWriter.words("xmp", "", 3)),
                        MetadataWriter.iptc(OBJECT_NAME, Files.ascii("iptc"), CAPTION, Files.ascii("caption of iptc"))),
                new MetadataWriter().first(0x010E, "description of exif").block());

        assertThat(words(file)).isEqualTo(new PictureWords("xmp", "caption of iptc", List.of(), 3));
    }

    @ParameterizedTest
    @CsvSource({
        "'Grandma''s garden', 'Grandma''s garden'",
        "OLYMPUS DIGITAL CAMERA,",
        "SONY DSC,",
        "'   ',",
    })
    void leavesOutWhatCamerasWriteAsADescription(String written, String read) {
        byte[] file = Files.withExif(
                PLAIN, new MetadataWriter().first(0x010E, written).block());

        assertThat(words(file).description()).isEqualTo(read);
    }

    @Test
    void leavesOutWhatCannotBeShown() {
        byte[] file = MetadataWriter.withIptc(
                PLAIN,
                MetadataWriter.iptc(
                        OBJECT_NAME,
                        Files.ascii("a\u0007\u0000b\nc"),
                        CAPTION,
                        Files.ascii("\0\u0001\u0002"),
                        KEYWORD,
                        Files.ascii(" \0 ")));

        assertThat(words(file)).isEqualTo(new PictureWords("ab c", null, List.of(), null));
    }

    @Test
    void leavesOutWhatIsTooMuch() {
        var keywords = new ArrayList<String>();
        keywords.add("x".repeat(101));
        for (int i = 0; i < 150; i++) {
            keywords.add("keyword " + i);
        }
        var packet = MetadataWriter.words("t".repeat(2_000), "d".repeat(20_000), 9, keywords.toArray(String[]::new));

        var words = words(MetadataWriter.withXmp(PLAIN, packet));

        assertThat(words.title()).hasSize(1_000);
        assertThat(words.description()).hasSize(10_000);
        assertThat(words.keywords()).hasSize(100).startsWith("keyword 0");
        assertThat(words.rating()).isNull();
    }

    private static PictureWords words(byte[] file) {
        return PictureMetadata.read(file).words();
    }
}
