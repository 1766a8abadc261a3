package dev.sightline.picture;

import static dev.sightline.picture.Files.ascii;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTypeTest {

    private static final BufferedImage IMAGE = Pattern.image(Pattern.soft(8, 8), BufferedImage.TYPE_3BYTE_BGR);

    @ParameterizedTest
    @CsvSource({"jpeg,JPEG,image/jpeg,jpg", "png,PNG,image/png,png", "gif,GIF,image/gif,gif", "bmp,BMP,image/bmp,bmp"})
    void isWhatTheBytesSay(String format, MediaType type, String mimeType, String extension) {
        assertThat(MediaType.of(Files.written(IMAGE, format))).isEqualTo(type);
        assertThat(type.mimeType()).isEqualTo(mimeType);
        assertThat(type.extension()).isEqualTo(extension);
    }

    @Test
    void knowsWebp() {
        assertThat(MediaType.of(Files.resource("lossy.webp"))).isEqualTo(MediaType.WEBP);
    }

    static Stream<Arguments> starts() {
        return Stream.of(
                arguments("II*\0\b\0\0\0", MediaType.TIFF),
                arguments("MM\0*", MediaType.TIFF),
                arguments("II+\0\b\0\0\0", MediaType.TIFF),
                arguments("II*\0\u0010\0\0\0CR\2\0", MediaType.CR2),
                arguments("\0\0\0\u0018ftypcrx \0\0\0\1crx isom", MediaType.CR3),
                arguments("FUJIFILMCCD-RAW 0201", MediaType.RAF),
                arguments("\0\0\0\u0018ftypheic\0\0\0\0mif1heic", MediaType.HEIC),
                arguments("\0\0\0\u0018ftypmif1\0\0\0\0mif1heic", MediaType.HEIC),
                arguments("\0\0\0\u0018ftypmif1\0\0\0\0mif1avif", MediaType.AVIF),
                arguments("\0\0\0\u0018ftypavif\0\0\0\0avifmif1", MediaType.AVIF),
                arguments("\u00FF\n", MediaType.JXL),
                arguments("\0\0\0\fJXL \r\n", MediaType.JXL));
    }

    @ParameterizedTest
    @MethodSource("starts")
    void isToldByTheStart(String start, MediaType type) {
        assertThat(MediaType.of(start.getBytes(StandardCharsets.ISO_8859_1))).isEqualTo(type);
    }

    @Test
    void takesAFilmForNoPicture() {
        assertRefused(ascii("\0\0\0\u0018ftypisom\0\0\0\0isommp41"), Refusal.NOT_AN_IMAGE);
    }

    @Test
    void refusesNothing() {
        assertRefused(new byte[0], Refusal.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<svg xmlns='http://www.w3.org/2000/svg'/>",
                "\n\t <?xml version='1.0'?><!-- drawn --><!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'svg11.dtd'><SVG>",
                "\u00EF\u00BB\u00BF<svg><script>alert(1)</script></svg>",
                "<svg><foreignObject><html/></foreignObject></svg>"
            })
    void refusesSvgInDisguise(String text) {
        assertRefused(text.getBytes(StandardCharsets.ISO_8859_1), Refusal.SVG_REFUSED);
    }

    @Test
    void refusesSvgInUtf16() {
        assertRefused("\uFEFF<svg/>".getBytes(StandardCharsets.UTF_16LE), Refusal.SVG_REFUSED);
        assertRefused("\uFEFF<svg/>".getBytes(StandardCharsets.UTF_16BE), Refusal.SVG_REFUSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE html><title>photo.jpg</title>",
                "  <html><img src=x>",
                "<script>alert(1)</script>",
                "<!-- saved --><html><svg/></html>"
            })
    void refusesHtmlInDisguise(String text) {
        assertRefused(ascii(text), Refusal.HTML_REFUSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "%PDF-1.7",
                "PK\3\4",
                "<note/>",
                "BM",
                "BMW is a car, and this is a letter",
                "RIFF\0\0\0\0WAVE"
            })
    void refusesWhatIsNoPicture(String text) {
        assertRefused(ascii(text), Refusal.NOT_AN_IMAGE);
    }

    static Stream<Arguments> unsupported() {
        return Stream.of(
                arguments("IIRO", "Camera raw"),
                arguments("IIU\0", "Camera raw"),
                arguments("\0\0\0\fjP  \r\n", "JPEG 2000"),
                arguments("8BPS\0\1", "Photoshop"),
                arguments("\0\0\1\0", "Icons"));
    }

    @ParameterizedTest
    @MethodSource("unsupported")
    void saysWhatItCannotReadYet(String start, String name) {
        assertThatExceptionOfType(PictureException.class)
                .isThrownBy(() -> MediaType.of(start.getBytes(StandardCharsets.ISO_8859_1)))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo("format-unsupported"))
                .withMessageContaining(name)
                .withMessageContaining("Save as JPEG or PNG");
    }

    private static void assertRefused(byte[] bytes, Refusal refusal) {
        assertThatExceptionOfType(PictureException.class)
                .isThrownBy(() -> MediaType.of(bytes))
                .satisfies(refused -> assertThat(refused.refusal()).isEqualTo(refusal));
    }
}
