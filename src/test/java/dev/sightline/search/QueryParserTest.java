package dev.sightline.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sightline.search.QueryParser.Exclusion;
import dev.sightline.search.QueryParser.Unfinished;
import dev.sightline.web.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QueryParserTest {

    @Test
    void tellsWordsFiltersAndWhatIsNotWanted() {
        var query = QueryParser.parse("red -night \"a boat\" type:png -\"at sea\" ratio:3 -type:gif -");

        assertThat(query.text()).isEqualTo("red \"a boat\" ratio:3 -");
        assertThat(query.not()).containsExactly("night", "at sea", "type:gif");
        assertThat(query.terms()).containsExactly("type:png");
        assertThat(query.filter().types()).containsExactly("image/png");
    }

    @Test
    void whatIsBehindNotAndWithoutIsNotWanted() {
        assertUnderstood("boat without people", "boat", "people");
        assertUnderstood("boat not at night", "boat", "at night");
        assertUnderstood("a red boat without a lighthouse at dusk", "a red boat", "a lighthouse at dusk");
        assertUnderstood("boat Without \"two people\" at dusk", "boat at dusk", "two people");
        assertUnderstood("not night NOT rain", "", "night", "rain");
        assertUnderstood("without people -night boat", "boat", "people", "night");
        assertUnderstood("boat not people type:png at dusk", "boat at dusk", "people");
        assertUnderstood("boat not tag:sea", "boat", "tag:sea");
        assertUnderstood("boat without people not", "boat", "people not");
        assertUnderstood("boat not two \"red barns\"", "boat", "two red barns");
    }

    @Test
    void notAndWithoutAreWordsWhereNothingFollowsOrTheyAreQuoted() {
        assertUnderstood("boat not", "boat not");
        assertUnderstood("without", "without");
        assertUnderstood("boat \"not\" people", "boat \"not\" people");
        assertUnderstood("not -people", "not", "people");
        assertUnderstood("not not people", "not", "people");
        assertUnderstood("notable whatnot", "notable whatnot");
        assertUnderstood("boat -not people", "boat people", "not");
        assertUnderstood("boat not \"\"", "boat");
    }

    private static void assertUnderstood(String written, String text, String... not) {
        var query = QueryParser.parse(written);
        assertThat(query.text()).as(written).isEqualTo(text);
        assertThat(query.not()).as(written).containsExactly(not);
    }

    @Test
    void tellsWordsFromPhrasesAndWhetherTheLastOneIsClosed() {
        assertThat(words("Red \"Old Barn\" harb")).containsExactly("red", "\"old barn\"", "harb*");
        assertThat(words("red harb ")).containsExactly("red", "harb");
        assertThat(words("red \"harb\"")).containsExactly("red", "\"harb\"");
        assertThat(words("harb -night")).containsExactly("harb");
        assertThat(words("night harb type:png")).containsExactly("night", "harb");
        assertThat(words("late-nig")).containsExactly("late", "nig*");
        assertThat(words("harb,")).containsExactly("harb");
        assertThat(words("\"!\" -")).isEmpty();
        assertThat(QueryParser.parse("harb", "type:png after:2024").words()).containsExactly(AskedWord.of("harb*"));
    }

    private static List<String> words(String text) {
        var words = QueryParser.parse(text).words();
        var written = words.stream().map(AskedWord::toString).toList();
        assertThat(written.stream().map(AskedWord::of)).containsExactlyElementsOf(words);
        return written;
    }

    @Test
    void namesItsPartsEvenIfTheyAreNotUnderstood() {
        var text = "type:film boat tag:\"summer holiday\" -\"at sea\" -night without two people";

        assertThat(QueryParser.filters(text)).containsExactly("type:film", "tag:\"summer holiday\"");
        assertThat(QueryParser.exclusions(text))
                .containsExactly(
                        new Exclusion("-\"at sea\"", "at sea"),
                        new Exclusion("-night", "night"),
                        new Exclusion("without two people", "two people"));
        assertThat(QueryParser.without(text, "type:film"))
                .isEqualTo("boat tag:\"summer holiday\" -\"at sea\" -night without two people");
        assertThat(QueryParser.without(text, "without two people"))
                .isEqualTo("type:film boat tag:\"summer holiday\" -\"at sea\" -night");
        assertThat(QueryParser.filtered(text, "")).isEqualTo("boat -\"at sea\" -night without two people");
    }

    @Test
    void whatIsTakenOutLeavesTheRestAsItWasMeant() {
        assertThat(QueryParser.filtered("boat not people type:png at dusk", "type:gif"))
                .isEqualTo("boat not \"people\" at dusk type:gif");
        assertThat(QueryParser.without("boat without people not rain at dusk -wind sea", "-wind"))
                .isEqualTo("boat without people not \"rain at dusk\" sea");
        assertThat(QueryParser.without("not -night boat", "-night")).isEqualTo("\"not\" boat");
        assertThat(QueryParser.filtered("boat not", "type:gif")).isEqualTo("boat \"not\" type:gif");
        assertThat(QueryParser.filtered("boat \"at se", "type:gif")).isEqualTo("boat \"at se\" type:gif");
    }

    @Test
    void putsOtherWordsInThePlaceOfThoseThatAreWanted() {
        assertThat(QueryParser.replaced(
                        "Harbur, \"harbur\" -harbur type:png without a harbur", Map.of("harbur", "harbour")))
                .isEqualTo("harbour, \"harbur\" -harbur type:png without a harbur");
    }

    /// Nothing that somebody writes makes it fail, and whatever is taken out or exchanged leaves the rest as it was.
    @Test
    void staysInAgreementWithItselfWhateverIsWritten() {
        var random = new Random(20260711);
        var pieces = List.of(
                "not",
                "without",
                "Not",
                "-",
                "\"",
                "\"",
                ":",
                " ",
                " ",
                " ",
                "a",
                "sea",
                "x:",
                "type:png",
                "tag:",
                "\\",
                "$1",
                "é",
                ",",
                "''",
                "\t",
                "WITHOUT",
                "*",
                "is:favourite",
                "日本",
                "(",
                "4711");
        for (int i = 0; i < 20_000; i++) {
            var text = new StringBuilder();
            for (int length = random.nextInt(14); length > 0; length--) {
                text.append(pieces.get(random.nextInt(pieces.size()))).append(random.nextBoolean() ? " " : "");
            }
            assertAgrees(text.toString());
        }
    }

    private static void assertAgrees(String text) {
        QueryParser.unfinished(text);
        var exclusions = QueryParser.exclusions(text);
        var plain = QueryParser.filtered(text, "");
        assertThat(QueryParser.filters(plain)).as(text).isEmpty();
        assertThat(values(plain)).as(text).isEqualTo(values(text));
        var query = QueryParser.parse(plain);
        assertThat(query.not()).as(text).isEqualTo(values(text));
        assertThat(QueryParser.filtered(plain, "")).as(text).isEqualTo(plain);
        var filtered = QueryParser.filtered(text, "type:gif");
        assertThat(QueryParser.filters(filtered)).as(text).containsExactly("type:gif");
        assertSame(filtered, query);
        if (!exclusions.isEmpty()) {
            var first = exclusions.getFirst();
            var without = QueryParser.filtered(QueryParser.without(text, first.written()), "");
            assertThat(values(without)).as(text).isEqualTo(values(text).subList(1, exclusions.size()));
            assertThat(wanted(without)).as(text).isEqualTo(wanted(plain));
        }
        assertThat(QueryParser.filters(QueryParser.replaced(text, Map.of("sea", "lake"))))
                .as(text)
                .isEqualTo(QueryParser.filters(text));
    }

    private static void assertSame(String text, Query query) {
        assertThat(values(text)).as(text).isEqualTo(query.not());
        assertThat(wanted(text)).as(text).isEqualTo(QueryParser.plain(query.text()));
    }

    private static List<String> values(String text) {
        return QueryParser.exclusions(text).stream().map(Exclusion::value).toList();
    }

    private static String wanted(String text) {
        return QueryParser.plain(QueryParser.parse(text).text());
    }

    @Test
    void refusesAFilterThatIsNotUnderstood() {
        assertThatThrownBy(() -> QueryParser.parse("type:film")).isInstanceOf(ProblemException.class);
    }

    @Test
    void knowsWhatIsBeingTyped() {
        assertTyped("", "", "", null, "", false);
        assertTyped("red bo", "red ", "", null, "bo", false);
        assertTyped("red ", "red ", "", null, "", false);
        assertTyped("red -bo", "red ", "-", null, "bo", true);
        assertTyped("red tag:", "red ", "", "tag", "", false);
        assertTyped("tag:\"summer ho", "", "", "tag", "summer ho", false);
        assertThat(QueryParser.unfinished("tag:\"summer\"").value()).isEmpty();
        assertTyped("size:>1", "", "", "size", ">1", false);
        assertTyped("ratio:3", "", "", null, "ratio:3", false);
        assertTyped("-tag:x", "", "-", null, "tag:x", true);
        assertTyped("red not bo", "red not ", "", null, "bo", true);
        assertTyped("red not two bo", "red not two ", "", null, "bo", true);
        assertTyped("red without \"two bo", "red without ", "", null, "two bo", true);
        assertTyped("red without \"two\" bo", "red without \"two\" ", "", null, "bo", false);
        assertTyped("red not people tag:x", "red not people ", "", "tag", "x", false);
        assertTyped("red not", "red ", "", null, "not", false);
    }

    private static void assertTyped(
            String text, String before, String minus, String filter, String value, boolean unwanted) {
        assertThat(QueryParser.unfinished(text)).isEqualTo(new Unfinished(before, minus, filter, value, unwanted));
    }
}
