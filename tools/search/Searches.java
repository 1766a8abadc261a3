import com.fasterxml.jackson.databind.JsonNode;
import dev.sightline.embedding.Purpose;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;

/// Times searches over HTTP, and compares what they look at with what comparing everything gives. Called by `measure`.
class Searches {

    private static final int WINDOW = 2000;

    private final Library library;
    private final Service service;
    private final List<String> texts;
    private int used;

    private Searches(Library library, Service service, int texts) {
        this.library = library;
        this.service = service;
        this.texts = Texts.queries(texts, 11);
    }

    public static void main(String[] arguments) throws Exception {
        int queries = Integer.getInteger("queries");
        try (var library = Library.open(Integer.getInteger("count"), Integer.getInteger("vectors"));
                var service = library.start()) {
            new Searches(library, service, 40 * queries).run(queries);
        }
    }

    private void run(int queries) throws Exception {
        IO.println("load " + Running.load());
        warmUp(3 * queries);
        IO.println("one client | requests | median, ms | 90 % | 99 % | longest");
        filtered(queries);
        processor(queries);
        IO.println("with facets | " + Times.row(oneAfterTheOther(queries, "&facets=true")));
        eight(4 * queries);
        IO.println(Running.memory(service.process));
        IO.println("load " + Running.load());
        if (Boolean.getBoolean("exact")) {
            exact();
        }
    }

    private String text() {
        return texts.get(used++);
    }

    private void warmUp(int queries) throws Exception {
        oneAfterTheOther(queries, "");
        oneAfterTheOther(queries / 10, "&facets=true");
        for (var filter : Filters.ALL) {
            oneAfterTheOther(queries / 20, "&filter=" + encoded(filter.written()));
        }
    }

    private Collection<Double> oneAfterTheOther(int queries, String parameters) throws Exception {
        var times = new ArrayList<Double>();
        for (int i = 0; i < queries; i++) {
            times.add(timed(text(), parameters));
        }
        return times;
    }

    private double timed(String text, String parameters) throws Exception {
        long start = System.nanoTime();
        service.search("q=" + encoded(text) + parameters);
        return Times.millis(start);
    }

    /// All filters in turn, so that whatever else the machine does slows all of them.
    private void filtered(int queries) throws Exception {
        var times = new LinkedHashMap<Filters, Collection<Double>>();
        for (int i = 0; i < queries; i++) {
            for (var filter : Filters.ALL) {
                var parameters = filter == Filters.NONE ? "" : "&filter=" + encoded(filter.written());
                times.computeIfAbsent(filter, _ -> new ArrayList<>()).add(timed(text(), parameters));
            }
        }
        times.forEach((filter, all) -> IO.println(filter.name() + " | " + Times.row(all)));
    }

    /// What a search takes of the processors, which other work on the machine changes less than it does the time.
    private void processor(int queries) throws Exception {
        double service = Running.processor(this.service.process.toHandle());
        double database = library.processor();
        var times = oneAfterTheOther(queries, "");
        IO.println("no filter, by itself | %s | processor time of a search: service %.1f ms, PostgreSQL %.1f ms".formatted(
                Times.row(times),
                (Running.processor(this.service.process.toHandle()) - service) / queries,
                (library.processor() - database) / queries));
    }

    private void eight(int queries) throws Exception {
        var left = new ConcurrentLinkedQueue<>(texts.subList(used, used + queries));
        used += queries;
        var times = new ConcurrentLinkedQueue<Double>();
        var clients = new ArrayList<Callable<Void>>();
        for (int i = 0; i < 8; i++) {
            clients.add(() -> {
                for (String text = left.poll(); text != null; text = left.poll()) {
                    times.add(timed(text, ""));
                }
                return null;
            });
        }
        long start = System.nanoTime();
        try (var pool = Executors.newFixedThreadPool(8)) {
            for (var client : pool.invokeAll(clients)) {
                client.get();
            }
        }
        IO.println("eight clients | %s | %.0f searches a second".formatted(Times.row(times), queries / Service.seconds(start)));
    }

    /// What a search looks at is the nearest pictures that pass, and what its words find.
    private void exact() throws Exception {
        var vectors = Vectors.read(library.connect());
        var model = Synthetic.embedder(Path.of(System.getProperty("model")));
        for (var filter : Filters.ALL) {
            int missing = 0;
            int extra = 0;
            int all = 0;
            for (int i = 0; i < 5; i++) {
                var text = text();
                var nearest = vectors.nearest(model.text(text, Purpose.QUERY), filter.passes(), WINDOW);
                var found = new HashSet<UUID>();
                var byWords = new HashSet<UUID>();
                look(text, filter, found, byWords);
                all += nearest.size();
                missing += (int) nearest.stream().filter(id -> !found.contains(id)).count();
                extra += (int) found.stream().filter(id -> !nearest.contains(id) && !byWords.contains(id)).count();
            }
            IO.println("%s: of %,d nearest %d are missing, and %d are not among them".formatted(filter.name(), all, missing, extra));
        }
    }

    private void look(String text, Filters filter, Set<UUID> found, Set<UUID> byWords) throws Exception {
        var asked = "q=" + encoded(text) + "&limit=200&filter=" + encoded(filter.written());
        for (var weaker : List.of("", "&weaker=true")) {
            JsonNode page = service.read(service.search(asked + weaker));
            while (true) {
                for (var result : page.get("results")) {
                    var id = UUID.fromString(result.get("image").get("id").asText());
                    found.add(id);
                    if (!result.get("parts").get("lexical").isNull()) {
                        byWords.add(id);
                    }
                }
                if (page.get("next").isNull()) {
                    break;
                }
                page = service.read(service.search("limit=200&cursor=" + encoded(page.get("next").asText())));
            }
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
