package dev.sightline.embedding.clip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenizerTest {

    private static final long START = 1372;
    private static final long END = 1373;

    private static Tokenizer tokenizer;

    static final List<DemoReference.Text> REFERENCE = DemoReference.TEXTS;

    @BeforeAll
    static void open() {
        NativeLibraries.inTheUsualPlace().load();
        tokenizer = Tokenizer.open(ModelFiles.demo(), Family.CLIP, 77);
    }

    @AfterAll
    static void close() {
        tokenizer.close();
    }

    @ParameterizedTest
    @FieldSource("REFERENCE")
    void givesTheIdsOfTheReference(DemoReference.Text reference) {
        assertThat(ids(reference.text())).isEqualTo(reference.ids());
    }

    /// Ids by Python's tokenizers 0.23.3.
    @Test
    void readsWhatIsNotEnglish() {
        assertThat(ids("a cat 🐱 in the snow ☃️"))
                .containsExactly(START, 320, 820, 172, 253, 238, 365, 517, 523, 698, 158, 246, 225, 171, 116, 493, END);
        assertThat(ids("日本の山")).containsExactly(START, 162, 245, 98, 162, 250, 105, 159, 223, 106, 161, 109, 365, END);
        assertThat(ids("e\u0301")).containsExactly(START, 127, 358, END);
        assertThat(ids("one\ttwo\n  three")).containsExactly(START, 574, 550, 556, END);
        assertThat(ids("nul\0here")).containsExactly(START, 77, 84, 331, 444, 1070, END);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud83d", "\udc31", "\udc31\ud83d"})
    void takesHalfACharacterForAQuestionMark(String half) {
        assertThat(ids(half)).isEqualTo(ids("?".repeat(half.length())));
    }

    @Test
    void cutsWhatIsTooLongAndKeepsTheEnd() {
        long[] ids = ids("a red boat ".repeat(40));

        assertThat(ids).hasSize(77).startsWith(START, 320, 670, 992, 320).endsWith(END);
        assertThat(Arrays.stream(ids).filter(id -> id == END)).hasSize(1);
        assertThat(Arrays.copyOfRange(ids, 1, 76)).isEqualTo(Arrays.copyOfRange(ids("a red boat ".repeat(25)), 1, 76));
    }

    @Test
    void leavesWhatFitsExactly() {
        var text = "boat ".repeat(75);

        assertThat(ids(text)).hasSize(77).endsWith(992, END);
        assertThat(ids(text + "boat")).isEqualTo(ids(text));
    }

    @Test
    void masksNothingWithoutPadding() {
        assertThat(tokenizer.encode("a red boat").mask()).containsExactly(1, 1, 1, 1, 1);
    }

    private static long[] ids(String text) {
        return tokenizer.encode(text).ids();
    }
}
