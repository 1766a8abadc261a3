package dev.sightline.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColourNameTest {

    /// Colours of the web with what people would say they are.
    @ParameterizedTest
    @CsvSource({
        "#ff0000, RED",
        "#dc143c, RED",
        "#8b0000, RED",
        "#800000, RED",
        "#b22222, RED",
        "#ffa500, ORANGE",
        "#ff8c00, ORANGE",
        "#ff7f50, ORANGE",
        "#ffff00, YELLOW",
        "#ffd700, YELLOW",
        "#f0e68c, YELLOW",
        "#fffacd, YELLOW",
        "#00ff00, GREEN",
        "#008000, GREEN",
        "#006400, GREEN",
        "#808000, GREEN",
        "#9acd32, GREEN",
        "#8fbc8f, GREEN",
        "#008080, TEAL",
        "#00ffff, TEAL",
        "#40e0d0, TEAL",
        "#20b2aa, TEAL",
        "#0000ff, BLUE",
        "#000080, BLUE",
        "#87ceeb, BLUE",
        "#4682b4, BLUE",
        "#1e90ff, BLUE",
        "#7fbade, BLUE",
        "#800080, PURPLE",
        "#4b0082, PURPLE",
        "#9370db, PURPLE",
        "#8a2be2, PURPLE",
        "#8b008b, PURPLE",
        "#ffc0cb, PINK",
        "#ff69b4, PINK",
        "#ff1493, PINK",
        "#ff00ff, PINK",
        "#c71585, PINK",
        "#8b4513, BROWN",
        "#a0522d, BROWN",
        "#a52a2a, RED",
        "#d2b48c, BROWN",
        "#654321, BROWN",
        "#5c4033, BROWN",
        "#000000, BLACK",
        "#0a0a0a, BLACK",
        "#1a1a1a, BLACK",
        "#050a14, BLACK",
        "#808080, GREY",
        "#708090, GREY",
        "#c0c0c0, GREY",
        "#444444, GREY",
        "#ffffff, WHITE",
        "#f5f5f5, WHITE",
        "#fffaf0, WHITE",
        "#f5f5dc, WHITE",
    })
    void isWhatPeopleSay(String hex, ColourName name) {
        assertThat(ColourName.ofHex(hex)).isEqualTo(name);
    }

    @Test
    void ofAPictureIsSaidOnce() {
        assertThat(ColourName.ofAll(List.of("#ff0000", "#dc143c", "#0000ff"))).containsExactly("red", "blue");
    }

    @ParameterizedTest
    @CsvSource({"Gray, GREY", "cyan, TEAL", "RED, RED", "violet, PURPLE"})
    void isUnderstoodHoweverItIsWritten(String word, ColourName name) {
        assertThat(ColourName.of(word)).contains(name);
    }

    @Test
    void isNoneForOtherWords() {
        assertThat(ColourName.of("sad")).isEmpty();
    }
}
