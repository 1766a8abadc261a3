package dev.sightline.search;

import dev.sightline.library.Filter;
import dev.sightline.library.FilterTerm;
import dev.sightline.web.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Reads the search box: words, `"a phrase"`, `-word`, `-"a phrase"`, and filters such as `type:png` or
/// `tag:"summer holiday"`. Anything with a colon that is no filter of ours is taken for words.
public final class QueryParser {

    private static final Pattern TOKEN =
            Pattern.compile("(?<minus>-?)(?:(?<name>[a-z]+):)?(?:\"(?<phrase>[^\"]*)\"?|(?<word>[^\\s\"]+))");

    /// The same at the end of a text, with a phrase still open or a value still to come.
    private static final Pattern TYPED =
            Pattern.compile("(?<=^|\\s)(?<minus>-?)(?:(?<name>[a-z]+):)?(?:\"(?<phrase>[^\"]*)|(?<word>[^\\s\":]*))$");

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
            if (isFilter(tokens)) {
                filter = add(filter, new FilterTerm(name, value));
                terms.add(tokens.group());
            } else if (isUnwanted(tokens)) {
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

    private static boolean isUnwanted(MatchResult token) {
        return !token.group("minus").isEmpty();
    }

    private static boolean isFilter(MatchResult token) {
        return token.group("name") != null && FilterTerm.NAMES.contains(token.group("name")) && !isUnwanted(token);
    }

    private static Filter add(Filter filter, FilterTerm term) {
        try {
            return term.addTo(filter);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(400, "invalid-filter", e.getMessage()).with("filter", term.name());
        }
    }

    /// The filters of a text as they are written, understood or not.
    static List<String> filters(String text) {
        return tokens(text, QueryParser::isFilter);
    }

    static String withoutFilters(String text) {
        return String.join(" ", tokens(text, token -> !isFilter(token)));
    }

    /// What a text does not want, as it is written.
    static List<String> exclusions(String text) {
        return tokens(text, QueryParser::isUnwanted);
    }

    /// The text without one of its parts.
    ///
    /// @param part as it is written
    static String without(String text, String part) {
        var parts = new ArrayList<>(tokens(text, _ -> true));
        parts.remove(part);
        return String.join(" ", parts);
    }

    /// What is being typed.
    ///
    /// @param before what stands before it
    /// @param minus  `-` where it is not wanted, or empty
    /// @param filter the name of the filter that it is a value of, or null
    /// @param value  the part that is there, without quotation marks
    record Unfinished(String before, String minus, String filter, String value) {}

    /// The last part of a text, which its next letters will go on; empty after a space.
    static Unfinished unfinished(String text) {
        var last = TYPED.matcher(text);
        if (!last.find()) {
            return new Unfinished(text, "", null, "");
        }
        var before = text.substring(0, last.start());
        var name = last.group("name");
        var value =
                Objects.requireNonNullElse(last.group("phrase"), Objects.requireNonNullElse(last.group("word"), ""));
        boolean filter = name != null
                && FilterTerm.NAMES.contains(name)
                && last.group("minus").isEmpty();
        return new Unfinished(
                before, last.group("minus"), filter ? name : null, filter || name == null ? value : name + ":" + value);
    }

    private static List<String> tokens(String text, Predicate<MatchResult> which) {
        return TOKEN.matcher(text)
                .results()
                .filter(which)
                .map(MatchResult::group)
                .toList();
    }

    /// The words as a model reads them: without quotation marks.
    static String plain(String text) {
        return text.replace("\"", " ").replaceAll("\\s+", " ").strip();
    }
}
