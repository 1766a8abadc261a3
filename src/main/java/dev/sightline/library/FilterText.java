package dev.sightline.library;

import dev.sightline.web.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Filters as they are written one after the other: `type:png camera:"Nikon D750"`.
public record FilterText(List<FilterTerm> terms) {

    public static final FilterText EMPTY = new FilterText(List.of());

    private static final Pattern TOKEN =
            Pattern.compile("(?<name>[a-z]+):(?:\"(?<phrase>[^\"]*)\"?|(?<word>[^\\s\"]+))|(?<other>\\S+)");

    /// @param written may be null
    /// @throws ProblemException 400 if there is anything else than filters in it
    public static FilterText of(String written) {
        var terms = new ArrayList<FilterTerm>();
        var tokens = TOKEN.matcher(written == null ? "" : written);
        while (tokens.find()) {
            if (tokens.group("other") != null) {
                throw invalid("\"%s\" is not a filter. Filters are written as type:png or camera:\"Nikon D750\"."
                        .formatted(tokens.group("other")));
            }
            var phrase = tokens.group("phrase");
            terms.add(new FilterTerm(tokens.group("name"), phrase == null ? tokens.group("word") : phrase));
        }
        return new FilterText(List.copyOf(terms));
    }

    /// Which images pass all of them.
    ///
    /// @throws ProblemException 400 if one is not understood
    public Filter filter() {
        return addTo(Filter.NONE);
    }

    Filter addTo(Filter before) {
        var filter = before;
        for (var term : terms) {
            try {
                filter = term.addTo(filter);
            } catch (IllegalArgumentException e) {
                throw invalid(e.getMessage()).with("filter", term.name());
            }
        }
        return filter;
    }

    public boolean isEmpty() {
        return terms.isEmpty();
    }

    public FilterText without(FilterTerm term) {
        return new FilterText(terms.stream().filter(it -> !it.equals(term)).toList());
    }

    /// Without all terms of these names.
    FilterText without(Set<String> names) {
        return new FilterText(
                terms.stream().filter(term -> !names.contains(term.name())).toList());
    }

    FilterText with(FilterTerm term) {
        return new FilterText(Stream.concat(terms.stream(), Stream.of(term)).toList());
    }

    @Override
    public String toString() {
        return terms.stream().map(FilterTerm::toString).collect(Collectors.joining(" "));
    }

    private static ProblemException invalid(String words) {
        return new ProblemException(400, "invalid-filter", words);
    }
}
