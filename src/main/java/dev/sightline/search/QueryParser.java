package dev.sightline.search;

import dev.sightline.library.Filter;
import dev.sightline.library.FilterTerm;
import dev.sightline.web.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Reads the search box: words, `"a phrase"`, `-word`, `-"a phrase"`, and filters such as `type:png` or
/// `tag:"summer holiday"`. Anything with a colon that is no filter of ours is taken for words.
public final class QueryParser {

    private static final Pattern TOKEN =
            Pattern.compile("(?<minus>-?)(?:(?<name>[a-z]+):)?(?:\"(?<phrase>[^\"]*)\"?|(?<word>[^\\s\"]+))");

    private QueryParser() {}

    /// @throws ProblemException 400 if a filter is not understood
    public static Query parse(String written) {
        var words = new ArrayList<String>();
        var not = new ArrayList<String>();
        var terms = new ArrayList<String>();
        var filter = Filter.NONE;
        var tokens = TOKEN.matcher(written);
        while (tokens.find()) {
            var name = tokens.group("name");
            var phrase = tokens.group("phrase");
            var value = phrase == null ? tokens.group("word") : phrase;
            if (name != null
                    && FilterTerm.NAMES.contains(name)
                    && tokens.group("minus").isEmpty()) {
                filter = add(filter, new FilterTerm(name, value));
                terms.add(tokens.group());
            } else if (!tokens.group("minus").isEmpty()) {
                not.add(name == null ? value : name + ":" + value);
            } else {
                words.add(tokens.group());
            }
        }
        return new Query(
                String.join(" ", words).strip(),
                not.stream().filter(word -> !word.isBlank()).toList(),
                filter,
                List.copyOf(terms));
    }

    private static Filter add(Filter filter, FilterTerm term) {
        try {
            return term.addTo(filter);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(400, "invalid-filter", e.getMessage()).with("filter", term.name());
        }
    }

    /// The words as a model reads them: without quotation marks.
    static String plain(String text) {
        return text.replace("\"", " ").replaceAll("\\s+", " ").strip();
    }
}
