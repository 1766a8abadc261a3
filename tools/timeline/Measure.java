import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/// Times the requests of the library's page. Called by `measure`.
void main() throws Exception {
    int rounds = Integer.getInteger("rounds");
    try (var library = new Library(Integer.getInteger("count"))) {
        var page = get(library.site + "/", false);
        var text = new String(page.body, StandardCharsets.UTF_8);
        var chunks = Pattern.compile("id=\"chunk-([^\"]+)\"").matcher(text).results().map(it -> it.group(1)).toList();
        var again = Pattern.compile("data-fresh hx-get=\"([^\"]+)\"").matcher(text).results().findFirst().orElseThrow().group(1);
        var chunk = chunks.get(chunks.size() / 2);
        var next = chunks.get(chunks.size() / 2 + 1).split("_");
        var until = chunk.startsWith(next[0]) ? "?until=" + next[1] : "";
        IO.println("%,d chunks; min / median / max of %d, ms; bytes; bytes compressed".formatted(chunks.size(), rounds));
        time("page", library.site + "/", rounds);
        time("page, filtered", library.site + "/?filter=type:png", rounds);
        time("page, in its middle", library.site + "/?at=" + chunk, rounds);
        time("page, nothing new", library.site + again, rounds);
        time("chunk", library.site + "/timeline/" + chunk + until, rounds);
        time("facets", library.site + "/api/facets", rounds);
        time("facets, filtered", library.site + "/api/facets?type=png&colour=red", rounds);
    }
}

/// A third of the rounds are not counted: the program is still being compiled.
void time(String what, String address, int rounds) throws IOException {
    var millis = new double[rounds];
    for (int round = -rounds / 3; round < rounds; round++) {
        long start = System.nanoTime();
        get(address, false);
        if (round >= 0) {
            millis[round] = (System.nanoTime() - start) / 1e6;
        }
    }
    Arrays.sort(millis);
    IO.println("%s | %.0f / %.0f / %.0f | %,d | %,d".formatted(
            what, millis[0], millis[rounds / 2], millis[rounds - 1],
            get(address, false).body.length, get(address, true).body.length));
}

record Answer(byte[] body) {}

Answer get(String address, boolean compressed) throws IOException {
    var connection = (HttpURLConnection) URI.create(address).toURL().openConnection();
    if (compressed) {
        connection.setRequestProperty("Accept-Encoding", "gzip");
    }
    try (var body = connection.getInputStream()) {
        return new Answer(body.readAllBytes());
    }
}
