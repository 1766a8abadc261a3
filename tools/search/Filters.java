import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// What is searched under: date and type the engine holds, tags only the catalogue.
///
/// @param written as in the search box, empty for none
/// @param query   the same for OpenSearch
record Filters(String name, String written, Predicate<Vectors.Picture> passes, Map<String, Object> query) {

    static final Filters NONE = new Filters("no filter", "", _ -> true, null);

    static final List<Filters> ALL = List.of(NONE, date(1), date(10), date(50), type(1, "gif"), type(10, "webp"),
            type(50, "png"), tag(1, "zenith"), tag(10, "tandem"), tag(50, "halves"));

    private static Filters date(int percent) {
        LocalDate from = Synthetic.FIRST.plusDays(Synthetic.DAYS - Synthetic.DAYS * percent / 100);
        return new Filters("date, %d %%".formatted(percent), "after:" + from, picture -> !picture.date().isBefore(from),
                Map.of("range", Map.of("date", Map.of("gte", from.toString()))));
    }

    private static Filters type(int percent, String type) {
        return new Filters("type, %d %%".formatted(percent), "type:" + type, picture -> picture.type().equals("image/" + type),
                Map.of("term", Map.of("type", "image/" + type)));
    }

    private static Filters tag(int percent, String tag) {
        return new Filters("tag, %d %%".formatted(percent), "tag:" + tag, picture -> picture.tags().contains(tag),
                Map.of("term", Map.of("tags", tag)));
    }
}
