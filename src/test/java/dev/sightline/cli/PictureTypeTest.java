package dev.sightline.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PictureTypeTest {

    @Test
    void isToldByTheFirstBytes() {
        assertThat(of("\u00ff\u00d8\u00ff\u00e0....JFIF")).isEqualTo("JPEG");
        assertThat(of("\u0089PNG\r\n\u001a\n....")).isEqualTo("PNG");
        assertThat(of("GIF87a......")).isEqualTo("GIF");
        assertThat(of("RIFF....WEBP")).isEqualTo("WEBP");
        assertThat(of("BM\u0046\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0036\u0000"))
                .isEqualTo("BMP");
    }

    @Test
    void isNotToldByLess() {
        assertThat(of("")).isEqualTo("none");
        assertThat(of("BMW cars are")).isEqualTo("none");
        assertThat(of("RIFF....WAVE")).isEqualTo("none");
        assertThat(of("\u0000\u0000\u0000\u0018ftypheic")).isEqualTo("none");
        assertThat(of("<svg xmlns='")).isEqualTo("none");
    }

    private static String of(String head) {
        return PictureType.of(head.getBytes(ISO_8859_1)).map(Enum::name).orElse("none");
    }
}
