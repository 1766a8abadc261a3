package dev.sightline.tagging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.tagging.Category.Entry;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VocabularyTest {

    @Test
    void tagsStandInCategoriesWithThePhrasesThatTheyAreAskedFor() {
        var vocabulary = Vocabulary.parsed("mine", """
                # for people
                [style] one
                Water  Colour: painted in watercolour , aquarelle

                [subject] several
                boat
                """);
        assertThat(vocabulary.categories())
                .containsExactly(
                        new Category(
                                "style",
                                false,
                                List.of(new Entry("water colour", List.of("painted in watercolour", "aquarelle")))),
                        new Category("subject", true, List.of(new Entry("boat", List.of("boat")))));
        assertThat(vocabulary.phrases()).containsExactly("painted in watercolour", "aquarelle", "boat");
    }

    @Test
    void theOneThatComesWithSightlineCanBeRead() {
        assertThat(Vocabulary.of(null).categories())
                .extracting(Category::name)
                .containsExactly("style", "subject", "colour", "time", "place");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    boat                       | Line 1 of the vocabulary mine: a tag stands below a category
                    [style]                    | Line 1 of the vocabulary mine: a category is written
                    [style] one~[style] one    | Line 2 of the vocabulary mine: there is a category [style] already
                    [a] one~boat~[b] one~Boat  | Line 4 of the vocabulary mine: the tag "boat" is there already
                    [a] one~boat: ,            | Line 2 of the vocabulary mine: a tag has 1 to 10 phrases
                    [a] one~: ship             | Line 2 of the vocabulary mine: A tag has 1 to 100 characters
                    [a] one                    | has 0 tags
                    """)
    void whatIsWrongIsNamedWithItsLine(String text, String wrong) {
        assertThatThrownBy(() -> Vocabulary.parsed("mine", text.replace('~', '\n')))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(wrong);
    }

    @Test
    void aFileThatIsNoTextIsNamed(@TempDir Path directory) throws Exception {
        var missing = directory.resolve("missing.txt");
        assertThatThrownBy(() -> Vocabulary.of(missing))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(missing.toString())
                .hasMessageContaining("sightline.tagging.vocabulary");
        var latin = Files.write(directory.resolve("latin.txt"), "[a] one\ncafé".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> Vocabulary.of(latin)).isInstanceOf(ConfigurationException.class);
    }
}
