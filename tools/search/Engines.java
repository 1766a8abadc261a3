import dev.sightline.embedding.Purpose;
import dev.sightline.embedding.Vector;
import dev.sightline.index.IndexEntry;
import dev.sightline.index.IndexFilter;
import dev.sightline.index.Kind;
import dev.sightline.index.embedded.EmbeddedIndex;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// The embedded engine and OpenSearch with the same vectors of pixels, asked the same in turn. Called by `measure`.
///
/// The embedded engine is asked in this process; OpenSearch over HTTP, without sources, because that is how it is used;
/// and the whole service over HTTP, which does more: words, judging each candidate, reading the images of a page.
class Engines {

    private static final int[] SIZES = {100, 2000};

    private final Vectors vectors;
    private final List<Vector> queries = new ArrayList<>();
    private final List<String> texts;
    private final EmbeddedIndex embedded = new EmbeddedIndex(512);

    private Engines(Vectors vectors, List<String> texts) {
        this.vectors = vectors;
        this.texts = texts;
        var model = Synthetic.embedder(Path.of(System.getProperty("model")));
        texts.forEach(text -> queries.add(model.text(text, Purpose.QUERY)));
    }

    public static void main(String[] arguments) throws Exception {
        try (var library = Library.open(Integer.getInteger("count"), Integer.getInteger("vectors"))) {
            var place = library.place.resolve("opensearch");
            try (var service = library.start();
                    var other = new OpenSearch(place)) {
                var engines = new Engines(Vectors.read(library.connect()), Texts.queries(Integer.getInteger("queries"), 23));
                IO.println("load " + Running.load());
                engines.fill(other);
                engines.ask(service, other);
                IO.println("service: " + Running.memory(service.process));
                IO.println("OpenSearch: " + Running.memory(other.process) + "; " + other.size());
                IO.println("load " + Running.load());
            }
        }
    }

    private void fill(OpenSearch other) throws Exception {
        long start = System.nanoTime();
        for (int from = 0; from < vectors.pictures.size(); from += 1000) {
            embedded.put(vectors.pictures.subList(from, Math.min(vectors.pictures.size(), from + 1000)).stream()
                    .map(picture -> new IndexEntry(picture.id(), Kind.IMAGE, 0, picture.vector(), 0, 1, picture.type(),
                            picture.date().atStartOfDay().toInstant(ZoneOffset.UTC)))
                    .toList());
        }
        IO.println("embedded: %,d vectors in %.1f s".formatted(vectors.pictures.size(), Service.seconds(start)));
        if (other.isFilled()) {
            return;
        }
        start = System.nanoTime();
        other.fill(vectors.pictures);
        IO.println("OpenSearch: filled in %.0f s, %s".formatted(Service.seconds(start), other.size()));
        if (Boolean.getBoolean("merge")) {
            start = System.nanoTime();
            other.merge();
            IO.println("OpenSearch: merged in %.0f s, %s".formatted(Service.seconds(start), other.size()));
        }
    }

    private void ask(Service service, OpenSearch other) throws Exception {
        var filters = new ArrayList<>(List.of(Filters.NONE));
        filters.addAll(Filters.ALL.stream().filter(filter -> !filter.name().startsWith("type")).skip(1).toList());
        var rows = new LinkedHashMap<String, Row>();
        for (int round = 0; round < queries.size(); round++) {
            if (round == queries.size() / 3) {
                rows.clear(); // what came before was for warming up
            }
            for (var filter : filters) {
                for (int k : SIZES) {
                    var row = rows.computeIfAbsent(filter.name() + " | " + k, _ -> new Row());
                    ask(queries.get(round), filter, k, other, row);
                }
                var row = rows.computeIfAbsent(filter.name() + " | 2000", _ -> new Row());
                long start = System.nanoTime();
                service.search("q=%s&filter=%s".formatted(encoded(texts.get(round)), encoded(filter.written())));
                row.service.add(Times.millis(start));
            }
        }
        IO.println("filter | k | recall of OpenSearch | embedded: requests, median, 90 %, 99 %, longest | OpenSearch | service");
        rows.forEach((name, row) -> IO.println("%s | %.4f | %s | %s | %s".formatted(name, row.common / (double) row.nearest,
                Times.row(row.embedded), Times.row(row.other), row.service.isEmpty() ? "" : Times.row(row.service))));
    }

    private static final class Row {
        private final Collection<Double> embedded = new ArrayList<>();
        private final Collection<Double> other = new ArrayList<>();
        private final Collection<Double> service = new ArrayList<>();
        private int nearest;
        private int common;
    }

    private final Map<Filters, Set<UUID>> passing = new LinkedHashMap<>();

    private void ask(Vector query, Filters filter, int k, OpenSearch other, Row row) throws Exception {
        var passes = embedded(filter);
        long start = System.nanoTime();
        var hits = embedded.nearest(query, Kind.IMAGE, passes, k);
        row.embedded.add(Times.millis(start));
        var request = other.request(query, filter.query(), k);
        start = System.nanoTime();
        var answer = other.search(request);
        row.other.add(Times.millis(start));
        var found = other.found(answer);
        row.nearest += hits.size();
        row.common += (int) hits.stream().filter(hit -> found.contains(hit.image())).count();
    }

    private IndexFilter embedded(Filters filter) {
        return switch (filter.name().split(",")[0]) {
            case "date" -> new IndexFilter(1, Set.of(), LocalDate.parse(filter.written().substring(6))
                    .atStartOfDay().toInstant(ZoneOffset.UTC), null, null);
            case "tag" -> new IndexFilter(1, Set.of(), null, null, passing.computeIfAbsent(filter, _ -> vectors.pictures.stream()
                    .filter(filter.passes()).map(Vectors.Picture::id).collect(Collectors.toSet())));
            default -> IndexFilter.collection(1);
        };
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
