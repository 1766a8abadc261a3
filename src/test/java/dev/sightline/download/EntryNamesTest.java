package dev.sightline.download;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntryNamesTest {

    @Test
    void noneIsThereTwice() {
        var names = new EntryNames("missing.txt");
        assertThat(names.unique("beach.jpg")).isEqualTo("beach.jpg");
        assertThat(names.unique("beach.jpg")).isEqualTo("beach (2).jpg");
        assertThat(names.unique("Beach.JPG")).isEqualTo("Beach (3).JPG");
        assertThat(names.unique("beach (2).jpg")).isEqualTo("beach (2) (2).jpg");
        assertThat(names.unique("missing.txt")).isEqualTo("missing (2).txt");
        assertThat(names.unique("no extension")).isEqualTo("no extension");
        assertThat(names.unique("no extension")).isEqualTo("no extension (2)");
    }

    @ParameterizedTest
    @CsvSource({
        "../../etc/passwd, __.._etc_passwd",
        ".hidden.jpg, _hidden.jpg",
        "a:b*c?.png, a_b_c_.png",
        "Zürich 東京 🏔.jpg, Zürich 東京 🏔.jpg",
        "dots..., dots",
        "..., _",
    })
    void everySystemCanWriteThem(String wanted, String written) {
        assertThat(new EntryNames().unique(wanted)).isEqualTo(written);
    }

    @Test
    void aLongNameKeepsItsExtension() {
        assertThat(new EntryNames().unique("x".repeat(900) + ".jpeg"))
                .hasSize(200)
                .endsWith("x.jpeg");
    }
}
