package dev.sightline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sightline.cli.CsvLabels.InvalidLabelsException;
import dev.sightline.cli.CsvLabels.Label;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvLabelsTest {

    @TempDir
    private Path folder;

    @Test
    void eachCaptionIsAQueryForItsImage() throws IOException {
        assertThat(read("""
                image,caption
                a.jpg,two boats
                b.jpg,a castle
                c.jpg,two boats
                """))
                .containsExactly(
                        new Label("two boats", Map.of("a.jpg", 1, "c.jpg", 1)),
                        new Label("a castle", Map.of("b.jpg", 1)));
    }

    @Test
    void gradesAreKeptAndNothingIsRelevantFromZeroDown() throws IOException {
        assertThat(read("""
                query,image,relevance
                boat,a.jpg,3
                boat,b.jpg,0
                zebra,a.jpg,-1
                """))
                .containsExactly(
                        new Label("boat", Map.of("a.jpg", 3, "b.jpg", 0)), new Label("zebra", Map.of("a.jpg", 0)));
    }

    @Test
    void columnsAreKnownByTheirNames() throws IOException {
        assertThat(read("""
                Split, Relevance ,IMAGE,who,query
                test,2, a.jpg ,me, boat\s
                """)).containsExactly(new Label("boat", Map.of("a.jpg", 2)));
    }

    @Test
    void spreadsheetsWriteAMarkAtTheStartAndOtherLineEnds() throws IOException {
        assertThat(read("\ufeffimage,caption\r\na.jpg,boat\r\n\r\nb.jpg,\"castle\"\r\n"))
                .containsExactly(new Label("boat", Map.of("a.jpg", 1)), new Label("castle", Map.of("b.jpg", 1)));
        assertThat(read("\ufeff\"image\",\"caption\"\na.jpg,boat"))
                .containsExactly(new Label("boat", Map.of("a.jpg", 1)));
    }

    @Test
    void quotesHoldCommasQuotesAndLines() throws IOException {
        assertThat(read("""
                image,caption
                "a,b.jpg","two ""red"" boats, one
                castle"
                """)).containsExactly(new Label("two \"red\" boats, one\ncastle", Map.of("a,b.jpg", 1)));
    }

    @Test
    void ofTheSameLabelTwiceTheLastCounts() throws IOException {
        assertThat(read("""
                query,image,relevance
                boat,a.jpg,3
                boat,a.jpg,1
                """)).containsExactly(new Label("boat", Map.of("a.jpg", 1)));
    }

    @Test
    void whatIsNoSuchFileIsSaidWithItsPlace() {
        refused("", "is empty");
        refused("query,image\nboat,a.jpg\n", "does not begin with the names of its columns");
        refused("file,text\na.jpg,boat\n", "does not begin with the names of its columns");
        refused("image,caption\na.jpg,boat\nb.jpg\n", "Row 3 of", "has only 1 columns");
        refused("image,caption\na.jpg,\n", "Row 2 of", "has no query");
        refused("image,caption\n,boat\n", "Row 2 of", "has no image");
        refused("query,image,relevance\nboat,a.jpg,good\n", "Row 2 of", "\"good\" is no whole number");
        refused("query,image,relevance\nboat,a.jpg,101\n", "Row 2 of", "100");
        refused("image,caption\na.jpg,\"boat\n", "is no CSV file that can be read");
    }

    @Test
    void otherEncodingsAreRefused() throws IOException {
        var file = Files.write(
                folder.resolve("labels.csv"), "image,caption\na.jpg,caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThatExceptionOfType(InvalidLabelsException.class)
                .isThrownBy(() -> CsvLabels.read(file))
                .withMessageContaining("UTF-8");
    }

    private void refused(String content, String... words) {
        assertThatExceptionOfType(InvalidLabelsException.class)
                .as(content)
                .isThrownBy(() -> read(content))
                .satisfies(refusal -> assertThat(refusal.getMessage()).contains(words));
    }

    private List<Label> read(String content) throws IOException {
        return CsvLabels.read(Files.writeString(folder.resolve("labels.csv"), content));
    }
}
