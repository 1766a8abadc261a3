package dev.sightline.search;

import dev.sightline.library.Filter;
import dev.sightline.library.FilterTerm;
import dev.sightline.web.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Reads the search box: words, `"a phrase"`, `-word`, `-"a phrase"`, `not` or `without` and words, and filters such as
/// `type:png` or `tag:"summer holiday"`. Anything with a colon that is no filter of ours is taken for words.
final class QueryParser {

    private static final Set<String> OPERATORS = Set.of("not", "without");
    private static final int MOST_WORDS = 20;

    private static final Pattern TOKEN =
            Pattern.compile("(?<minus>-?)(?:(?<name>[a-z]+):)?(?:\"(?<phrase>[^\"]*)\"?|(?<word>[^\\s\"]+))");

    /// The same at the end of a text, with a phrase still open or a value still to come.
    private static final Pattern TYPED =
            Pattern.compile("(?<=^|\\s)(?<minus>-?)(?:(?<name>[a-z]+):)?(?:\"(?<phrase>[^\"]*)|(?<word>[^\\s\":]*))$");

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}\\p{M}]+");

    private QueryParser() {}

    private enum Kind {
        WORD,
        PHRASE,
        FILTER,
        UNWANTED
    }

    /// A part of a text.
    ///
    /// @param written as it is written, with its quotation mark closed
    /// @param name    of the filter, or the operator
    /// @param value   what it says, without these and without quotation marks
    /// @param open    whether it could go on with what follows
    private record Part(Kind kind, String written, String name, String value, boolean open) {

        boolean isWanted() {
            return kind == Kind.WORD || kind == Kind.PHRASE;
        }

        /// As it is written so that it stays what it is before another part.
        String before(Part next) {
            boolean takesNext = kind == Kind.UNWANTED && open && (next.isWanted() || endsInOperator());
            boolean isTaken = kind == Kind.WORD && endsInOperator() && next.kind != Kind.UNWANTED;
            return takesNext ? "%s \"%s\"".formatted(name, value) : isTaken ? '"' + written + '"' : written;
        }

        private boolean endsInOperator() {
            return isOperator(value.substring(value.lastIndexOf(' ') + 1));
        }
    }

    private static boolean isOperator(String word) {
        return OPERATORS.contains(word.toLowerCase(Locale.ROOT));
    }

    /// The parts of a text that say something.
    private static List<Part> parts(String text) {
        var tokens = TOKEN.matcher(text).results().toList();
        var parts = new ArrayList<Part>();
        int from = 0;
        while (from < tokens.size()) {
            int to = isNegation(tokens, from) ? endOfNegation(tokens, from + 1) : from + 1;
            parts.add(to > from + 1 ? negation(tokens.subList(from, to)) : part(tokens.get(from), text));
            from = to;
        }
        return parts.stream()
                .filter(part -> part.kind == Kind.FILTER || !part.value.isBlank())
                .toList();
    }

    /// Whether there is an operator, and something that it can be about.
    private static boolean isNegation(List<MatchResult> tokens, int at) {
        return isOperator(tokens, at)
                && at + 1 < tokens.size()
                && !hasMinus(tokens.get(at + 1))
                && !isOperator(tokens, at + 1);
    }

    private static boolean isOperator(List<MatchResult> tokens, int at) {
        return isOperator(tokens.get(at).group());
    }

    private static boolean hasMinus(MatchResult token) {
        return !token.group("minus").isEmpty();
    }

    /// A phrase, or everything up to the next operator, filter or end.
    private static int endOfNegation(List<MatchResult> tokens, int first) {
        int end = first + 1;
        if (!isPhrase(tokens.get(first))) {
            while (end < tokens.size()
                    && !hasMinus(tokens.get(end))
                    && !isFilter(tokens.get(end))
                    && !isNegation(tokens, end)) {
                end++;
            }
        }
        return end;
    }

    private static boolean isPhrase(MatchResult token) {
        return token.group("phrase") != null && token.group("name") == null;
    }

    private static boolean isFilter(MatchResult token) {
        return token.group("name") != null && FilterTerm.NAMES.contains(token.group("name")) && !hasMinus(token);
    }

    private static Part negation(List<MatchResult> tokens) {
        var values = tokens.stream().skip(1).map(QueryParser::value).collect(Collectors.joining(" "));
        return new Part(
                Kind.UNWANTED,
                tokens.stream().map(QueryParser::written).collect(Collectors.joining(" ")),
                tokens.getFirst().group(),
                values,
                !isPhrase(tokens.get(1)));
    }

    private static Part part(MatchResult token, String text) {
        var written = written(token);
        if (hasMinus(token)) {
            return new Part(Kind.UNWANTED, written, "-", value(token), false);
        }
        if (isFilter(token)) {
            return new Part(Kind.FILTER, written, token.group("name"), said(token), false);
        }
        boolean goesOn = token.end() == text.length() && Character.isLetterOrDigit(text.codePointBefore(text.length()));
        return isPhrase(token)
                ? new Part(Kind.PHRASE, written, null, value(token), false)
                : new Part(Kind.WORD, written, null, written, goesOn);
    }

    private static String written(MatchResult token) {
        boolean closed = token.group("phrase") == null || token.end("phrase") < token.end();
        return closed ? token.group() : token.group() + '"';
    }

    private static String said(MatchResult token) {
        return Objects.requireNonNullElse(token.group("phrase"), token.group("word"));
    }

    /// With the name before its colon, which is none of a filter here.
    private static String value(MatchResult token) {
        var name = token.group("name");
        return (name == null ? "" : name + ":") + said(token);
    }

    /// @throws ProblemException 400 if a filter is not understood
    static Query parse(String written) {
        return parse(written, "");
    }

    /// @param filter more filters
    /// @throws ProblemException 400 if a filter is not understood
    static Query parse(String written, String filter) {
        var parts =
                Stream.concat(parts(written).stream(), parts(filter).stream()).toList();
        return new Query(
                parts.stream().filter(Part::isWanted).map(Part::written).collect(Collectors.joining(" ")),
                words(parts),
                of(parts, Kind.UNWANTED).map(part -> part.value.strip()).toList(),
                filter(parts),
                of(parts, Kind.FILTER).map(Part::written).toList());
    }

    private static Stream<Part> of(List<Part> parts, Kind kind) {
        return parts.stream().filter(part -> part.kind == kind);
    }

    private static List<AskedWord> words(List<Part> parts) {
        return parts.stream()
                .filter(Part::isWanted)
                .flatMap(part -> AskedWord.in(part.value, part.kind == Kind.PHRASE, part.open))
                .distinct()
                .limit(MOST_WORDS)
                .toList();
    }

    private static Filter filter(List<Part> parts) {
        var filter = Filter.NONE;
        for (var part : of(parts, Kind.FILTER).toList()) {
            filter = add(filter, new FilterTerm(part.name, part.value));
        }
        return filter;
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
        return of(parts(text), Kind.FILTER).map(Part::written).toList();
    }

    /// The text with other filters.
    static String filtered(String text, String filters) {
        var others = parts(text).stream().filter(part -> part.kind != Kind.FILTER);
        return written(Stream.concat(others, parts(filters).stream()).toList());
    }

    /// What is not wanted.
    ///
    /// @param written as it is written, operator and all
    record Exclusion(String written, String value) {}

    static List<Exclusion> exclusions(String text) {
        return of(parts(text), Kind.UNWANTED)
                .map(part -> new Exclusion(part.written, part.value.strip()))
                .toList();
    }

    /// The text without one of its parts.
    ///
    /// @param part as it is written
    static String without(String text, String part) {
        var parts = new ArrayList<>(parts(text));
        parts.stream().filter(it -> it.written.equals(part)).findFirst().ifPresent(parts::remove);
        return written(parts);
    }

    /// The text with other words in the place of some that are wanted.
    ///
    /// @param others by the words, in lower case
    static String replaced(String text, Map<String, String> others) {
        return written(parts(text).stream()
                .map(part -> part.kind == Kind.WORD ? replaced(part, others) : part)
                .toList());
    }

    private static Part replaced(Part part, Map<String, String> others) {
        var written = WORD.matcher(part.written)
                .replaceAll(word -> others.getOrDefault(word.group().toLowerCase(Locale.ROOT), word.group()));
        return new Part(part.kind, written, part.name, written, part.open);
    }

    private static String written(List<Part> parts) {
        return IntStream.range(0, parts.size())
                .mapToObj(i -> i + 1 < parts.size() ? parts.get(i).before(parts.get(i + 1)) : parts.get(i).written)
                .collect(Collectors.joining(" "));
    }

    /// What is being typed.
    ///
    /// @param before   what stands before it
    /// @param minus    `-` where it is written with one, or empty
    /// @param filter   the name of the filter that it is a value of, or null
    /// @param value    the part that is there, without quotation marks
    /// @param unwanted whether it is not wanted
    record Unfinished(String before, String minus, String filter, String value, boolean unwanted) {}

    /// The last part of a text, which its next letters will go on; empty after a space.
    static Unfinished unfinished(String text) {
        var last = TYPED.matcher(text);
        if (!last.find()) {
            return new Unfinished(text, "", null, "", false);
        }
        var name = last.group("name");
        var value =
                Objects.requireNonNullElse(last.group("phrase"), Objects.requireNonNullElse(last.group("word"), ""));
        var part = parts(text.substring(0, last.end()) + "x").getLast();
        boolean filter = part.kind == Kind.FILTER;
        return new Unfinished(
                text.substring(0, last.start()),
                last.group("minus"),
                filter ? name : null,
                filter || name == null ? value : name + ":" + value,
                part.kind == Kind.UNWANTED);
    }

    /// The words as a model reads them: without quotation marks.
    static String plain(String text) {
        return text.replace("\"", " ").replaceAll("\\s+", " ").strip();
    }
}
