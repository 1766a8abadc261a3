import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Times starts of the service with a library until the first complete search: from PostgreSQL alone, and from the snapshot
/// that the local index has, with a thousand changes to catch up with; then searches. Called by `measure`.
class Start {

    private static final int CHANGES = 1000;

    private final Library library;
    private final List<String> texts = Texts.queries(600, 31);
    private int used;

    private Start(Library library) {
        this.library = library;
    }

    public static void main(String[] arguments) throws Exception {
        try (var library = Library.open(Integer.getInteger("count"), Integer.getInteger("vectors"))) {
            new Start(library).run();
        }
    }

    private void run() throws Exception {
        IO.println("load " + Running.load());
        if (!library.place.resolve("index").toFile().exists()) {
            start("from PostgreSQL", false);
        }
        for (int turn = 0; turn < 3; turn++) {
            change();
            start("from the snapshot", turn == 2);
        }
        IO.println("load " + Running.load());
    }

    /// Leaves everything as it is, but tells of changes.
    private void change() throws Exception {
        try (var connection = library.connect();
                var statement = connection.createStatement()) {
            statement.execute("select record_index_changes(array(select id from image order by random() limit %d))".formatted(CHANGES));
        }
    }

    private void start(String how, boolean asked) throws Exception {
        long start = System.nanoTime();
        try (var service = library.start()) {
            double live = Service.seconds(start);
            search(service);
            IO.println("%s: answers after %.1f s, first complete search after %.1f s".formatted(how, live, Service.seconds(start)));
            service.log().lines().filter(line -> line.contains("LiveIndex")).forEach(IO::println);
            IO.println(Running.memory(service.process));
            if (asked) {
                searches(service);
                IO.println(Running.memory(service.process));
            }
        }
    }

    private void searches(Service service) throws Exception {
        for (int turn = 0; turn < 2; turn++) {
            var times = new ArrayList<Double>();
            for (int i = 0; i < 250; i++) {
                long start = System.nanoTime();
                search(service);
                times.add(Times.millis(start));
            }
            IO.println((turn == 0 ? "the next searches | " : "and the next | ") + Times.row(times));
        }
    }

    private void search(Service service) throws Exception {
        service.search("q=" + URLEncoder.encode(texts.get(used++), StandardCharsets.UTF_8));
    }
}
