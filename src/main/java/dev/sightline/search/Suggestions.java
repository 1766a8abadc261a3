package dev.sightline.search;

import dev.sightline.account.Person;
import dev.sightline.library.FilterTerm;
import dev.sightline.picture.ColourName;
import dev.sightline.search.QueryParser.Unfinished;
import dev.sightline.search.RecentSearches.Recent;
import dev.sightline.search.SavedSearches.Saved;
import dev.sightline.search.Suggestion.Group;
import dev.sightline.search.Vocabulary.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What somebody may want to search for, from what they have typed so far.
@ApplicationScoped
class Suggestions {

    private static final int EACH = 4;
    private static final int AT_REST = 6;
    private static final int YEARS = 30;

    /// Filters by name, with what they mean.
    private static final Map<String, String> FILTERS = filters();

    private final RecentSearches recent;
    private final SavedSearches saved;
    private final Vocabulary vocabulary;

    Suggestions(RecentSearches recent, SavedSearches saved, Vocabulary vocabulary) {
        this.recent = recent;
        this.saved = saved;
        this.vocabulary = vocabulary;
    }

    private static Map<String, String> filters() {
        var filters = new LinkedHashMap<String, String>();
        filters.put("tag", "with this tag");
        filters.put("type", "of this format");
        filters.put("colour", "with this main colour");
        filters.put("is", "your favourites");
        filters.put("camera", "taken with it");
        filters.put("lens", "taken with it");
        filters.put("orientation", "of this shape");
        filters.put("size", "of so many pixels or bytes");
        filters.put("rating", "rated so");
        filters.put("style", "that look so");
        filters.put("date", "of that year, month or day");
        filters.put("after", "from then on");
        filters.put("before", "until then");
        return filters;
    }

    /// @param typed what is in the search box before the cursor
    List<Group> of(String typed, Person person) {
        var groups = new ArrayList<Group>();
        if (typed.isBlank()) {
            addGroup(groups, "Recent", "clock", recent("", person).limit(AT_REST));
            addGroup(groups, "Saved", "saved", saved("", person).limit(AT_REST));
            addGroup(groups, "Tags", "tag", vocabulary.tags(EACH).stream().map(tag -> tag("", tag)));
            return groups;
        }
        var last = QueryParser.unfinished(typed);
        if (last.filter() != null) {
            addGroup(groups, "Filters", "filter", values(last).limit(2L * EACH));
            return groups;
        }
        addGroup(groups, "Recent", "clock", recent(typed, person).limit(EACH));
        addGroup(groups, "Saved", "saved", saved(typed, person).limit(EACH));
        if (!last.value().isEmpty()) {
            addWords(groups, last);
        }
        return groups;
    }

    private void addWords(List<Group> groups, Unfinished last) {
        var known = vocabulary.startingWith(last.value(), EACH);
        var words = known.getOrDefault(Kind.WORD, List.of()).stream()
                .filter(word -> !word.equalsIgnoreCase(last.value()))
                .map(word -> Suggestion.completion(word, null, last.before() + last.minus() + word));
        if (!last.unwanted()) {
            addGroup(
                    groups,
                    "Tags",
                    "tag",
                    known.getOrDefault(Kind.TAG, List.of()).stream().map(tag -> tag(last.before(), tag)));
            addGroup(groups, "Filters", "filter", filters(last, known).limit(EACH));
        }
        addGroup(groups, "Words in your library", "search", words);
    }

    private static void addGroup(List<Group> groups, String name, String icon, Stream<Suggestion> suggestions) {
        var all = suggestions.toList();
        if (!all.isEmpty()) {
            groups.add(new Group(name, icon, all));
        }
    }

    private Stream<Suggestion> recent(String typed, Person person) {
        var kept = saved.list(person).stream().map(Saved::asked).toList();
        return recent.list(person).stream()
                .filter(search -> !kept.contains(search.asked()))
                .filter(search -> has(SearchFrames.title(search.asked()), typed))
                .map(Suggestions::suggestion);
    }

    private static Suggestion suggestion(Recent search) {
        return Suggestion.search(SearchFrames.title(search.asked()), search.asked(), search.id());
    }

    private Stream<Suggestion> saved(String typed, Person person) {
        return saved.list(person).stream()
                .filter(search ->
                        has(search.name(), typed) || has(search.asked().text(), typed))
                .map(search -> Suggestion.search(search.name(), search.asked(), null));
    }

    /// Whether the text, or a word in it, starts so.
    private static boolean has(String text, String typed) {
        var start = typed.strip().toLowerCase(Locale.ROOT);
        var plain = text.toLowerCase(Locale.ROOT);
        return plain.startsWith(start) || plain.contains(" " + start);
    }

    private static Suggestion tag(String before, String tag) {
        return Suggestion.completion(tag, null, before + term("tag", tag));
    }

    /// Filters whose name starts so, and those with a value that does.
    private static Stream<Suggestion> filters(Unfinished last, Map<Kind, List<String>> known) {
        var start = last.value().toLowerCase(Locale.ROOT);
        var names = FILTERS.entrySet().stream()
                .filter(filter -> filter.getKey().startsWith(start))
                .map(filter -> Suggestion.completion(
                        filter.getKey() + ":", filter.getValue(), last.before() + filter.getKey() + ":"));
        var kinds = Stream.of(Kind.STYLE, Kind.CAMERA, Kind.LENS)
                .flatMap(kind -> completions(
                        last.before(),
                        kind.name().toLowerCase(Locale.ROOT),
                        known.getOrDefault(kind, List.of()).stream()));
        var values = start.length() < 2
                ? Stream.<Suggestion>empty()
                : Stream.of("colour", "is", "orientation", "type")
                        .flatMap(name ->
                                completions(last.before(), name, fixed(name).filter(value -> value.startsWith(start))));
        return Stream.of(names, kinds, values).flatMap(all -> all);
    }

    private Stream<Suggestion> values(Unfinished last) {
        var name = last.filter();
        var start = last.value().toLowerCase(Locale.ROOT);
        var values =
                switch (name) {
                    case "tag", "camera", "lens", "style" ->
                        vocabulary
                                .startingWith(start, 2 * EACH)
                                .getOrDefault(Kind.valueOf(name.toUpperCase(Locale.ROOT)), List.of())
                                .stream();
                    default -> fixed(name).filter(value -> value.startsWith(start));
                };
        return completions(last.before(), name, values.filter(value -> !value.equals(last.value())));
    }

    private static Stream<String> fixed(String name) {
        return switch (name) {
            case "colour", "color" -> Arrays.stream(ColourName.values()).map(ColourName::word);
            case "is" -> Stream.of("favourite");
            case "orientation" -> Stream.of("landscape", "portrait", "square");
            case "type" -> Stream.of("jpeg", "png", "heic", "webp", "gif", "raw", "tiff", "avif", "jxl", "bmp");
            case "size" -> Stream.of("large", "medium", "small", ">12MP", "<1MP", ">10MB");
            case "rating" -> Stream.of("5", ">=4", ">=3", "rejected");
            case "date", "after", "before" -> years();
            default -> Stream.empty();
        };
    }

    private static Stream<String> years() {
        int now = Year.now(ZoneOffset.UTC).getValue();
        return IntStream.range(0, YEARS).mapToObj(ago -> Integer.toString(now - ago));
    }

    private static Stream<Suggestion> completions(String before, String name, Stream<String> values) {
        return values.map(value -> {
            var term = term(name, value);
            return Suggestion.completion(term, null, before + term);
        });
    }

    private static String term(String name, String value) {
        return new FilterTerm(name, value).toString();
    }
}
