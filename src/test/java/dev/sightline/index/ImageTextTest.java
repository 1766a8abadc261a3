package dev.sightline.index;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ImageTextTest {

    @Test
    void personsComeBeforeMachinesAndTitlesBeforeDescriptions() {
        assertThat(ImageText.of("Heron", "At the pond.", "A grey bird", "It stands in shallow water."))
                .isEqualTo("Heron\nAt the pond.\nA grey bird\nIt stands in shallow water.");
    }

    @Test
    void whatIsNotThereLeavesNoLine() {
        assertThat(ImageText.of(null, " ", "A grey bird ", null)).isEqualTo("A grey bird");
        assertThat(ImageText.of(null, null, null, null)).isEmpty();
    }

    @Test
    void theSameIsNotSaidTwice() {
        assertThat(ImageText.of("Heron", null, "Heron", "It stands.")).isEqualTo("Heron\nIt stands.");
    }

    @Test
    void aLongOneEndsWithAWholeWord() {
        var text = ImageText.of("Heron", "pond ".repeat(1000), null, null);

        assertThat(text)
                .hasSizeBetween(ImageText.LONGEST - 5, ImageText.LONGEST)
                .endsWith("pond");
    }

    @Test
    void oneThatHasNoWordsIsCutBetweenCharacters() {
        var text = ImageText.of("x" + "\uD83D\uDC26".repeat(ImageText.LONGEST), null, null, null);

        assertThat(text).hasSize(ImageText.LONGEST - 1).endsWith("\uD83D\uDC26");
    }
}
