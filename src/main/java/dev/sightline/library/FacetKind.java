package dev.sightline.library;

import dev.sightline.library.Facet.Value;
import dev.sightline.picture.ColourName;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// What pictures are told apart by, in the order in which it is offered.
enum FacetKind {
    TYPE("i.media_type", Set.of("type"), Filter::withoutTypes),
    YEAR("extract(year from i.date at time zone 'UTC')::text", Set.of("date", "after", "before"), Filter::withoutDates),
    CAMERA("i.camera", Set.of("camera"), Filter::withoutCameras),
    COLOUR("unnest(i.colour_names)", Set.of("colour", "color"), Filter::withoutColours),
    ORIENTATION("case when " + Images.SQUARE + """
             then 'square' when i.width > i.height then 'landscape' when i.width < i.height then 'portrait' end
            """, Set.of("orientation"), Filter::withoutShapes),
    FAVOURITE("""
            case when exists (select from favourite f where f.image_id = i.id and f.person_id = :person)
                then 'favourite' end
            """, Set.of("is"), Filter::withoutFavourite);

    /// More than that nobody reads; they can still be written.
    private static final int MOST_CAMERAS = 50;

    private static final Comparator<Value> FREQUENT =
            Comparator.comparingLong(Value::count).reversed().thenComparing(Value::words);

    /// The value of an image.
    final String sql;

    /// The filters that are about it.
    final Set<String> filters;

    private final UnaryOperator<Filter> ignored;

    FacetKind(String sql, Set<String> filters, UnaryOperator<Filter> ignored) {
        this.sql = sql;
        this.filters = filters;
        this.ignored = ignored;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What its menu is called.
    String title() {
        return this == FAVOURITE ? "Favourites" : titled(word());
    }

    /// The filter without what it says of this: under it, one value can be exchanged for another.
    Filter ignoredBy(Filter filter) {
        return ignored.apply(filter);
    }

    /// @param counts how many images have each value
    Facet facet(Map<String, Long> counts) {
        return new Facet(word(), values(counts).toList());
    }

    private Stream<Value> values(Map<String, Long> counts) {
        return switch (this) {
            case TYPE ->
                counts.entrySet().stream()
                        .map(count ->
                                value(Formats.name(count.getKey()), Formats.title(count.getKey()), count.getValue()))
                        .sorted(FREQUENT);
            case YEAR ->
                counts.entrySet().stream()
                        .map(count -> new Value("date:" + count.getKey(), count.getKey(), count.getValue()))
                        .sorted(Comparator.comparing(Value::words).reversed());
            case CAMERA ->
                counts.keySet().stream()
                        .map(camera -> camera(camera, counts))
                        .sorted(FREQUENT)
                        .limit(MOST_CAMERAS);
            case COLOUR ->
                Arrays.stream(ColourName.values())
                        .map(ColourName::word)
                        .filter(counts::containsKey)
                        .map(word -> value(word, titled(word), counts.get(word)));
            case ORIENTATION ->
                counts.entrySet().stream()
                        .map(count -> value(count.getKey(), titled(count.getKey()), count.getValue()))
                        .sorted(FREQUENT);
            case FAVOURITE ->
                counts.entrySet().stream().map(count -> new Value("is:favourite", "Favourites", count.getValue()));
        };
    }

    private Value value(String written, String words, long count) {
        return new Value(new FilterTerm(word(), written).toString(), words, count);
    }

    /// The filter looks for a part of the name, so whatever has it in its own is counted.
    private Value camera(String camera, Map<String, Long> counts) {
        var part = new FilterTerm(word(), camera).writable().toLowerCase(Locale.ROOT);
        long count = counts.entrySet().stream()
                .filter(other -> other.getKey().toLowerCase(Locale.ROOT).contains(part))
                .mapToLong(Map.Entry::getValue)
                .sum();
        return value(camera, camera, count);
    }

    private static String titled(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
