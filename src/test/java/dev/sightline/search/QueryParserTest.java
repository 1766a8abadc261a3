package dev.sightline.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sightline.search.QueryParser.Unfinished;
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
    void namesItsPartsEvenIfTheyAreNotUnderstood() {
        var text = "type:film boat tag:\"summer holiday\" -\"at sea\" -night";

        assertThat(QueryParser.filters(text)).containsExactly("type:film", "tag:\"summer holiday\"");
        assertThat(QueryParser.exclusions(text)).containsExactly("-\"at sea\"", "-night");
        assertThat(QueryParser.without(text, "type:film")).isEqualTo("boat tag:\"summer holiday\" -\"at sea\" -night");
        assertThat(QueryParser.withoutFilters(text)).isEqualTo("boat -\"at sea\" -night");
    }

    @Test
    void knowsWhatIsBeingTyped() {
        assertThat(QueryParser.unfinished("")).isEqualTo(new Unfinished("", "", null, ""));
        assertThat(QueryParser.unfinished("red bo")).isEqualTo(new Unfinished("red ", "", null, "bo"));
        assertThat(QueryParser.unfinished("red ")).isEqualTo(new Unfinished("red ", "", null, ""));
        assertThat(QueryParser.unfinished("red -bo")).isEqualTo(new Unfinished("red ", "-", null, "bo"));
        assertThat(QueryParser.unfinished("red tag:")).isEqualTo(new Unfinished("red ", "", "tag", ""));
        assertThat(QueryParser.unfinished("tag:\"summer ho")).isEqualTo(new Unfinished("", "", "tag", "summer ho"));
        assertThat(QueryParser.unfinished("tag:\"summer\"").value()).isEmpty();
        assertThat(QueryParser.unfinished("size:>1")).isEqualTo(new Unfinished("", "", "size", ">1"));
        assertThat(QueryParser.unfinished("ratio:3")).isEqualTo(new Unfinished("", "", null, "ratio:3"));
        assertThat(QueryParser.unfinished("-tag:x")).isEqualTo(new Unfinished("", "-", null, "tag:x"));
    }
}
