package dev.sightline.search;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sightline.demo.DemoCollection;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.Random;
import java.util.regex.Pattern;

/// How often a copy of a picture finds its origin, in a running library that holds the drawn pictures. Called by
/// `tools/quality/copies`.
public final class CopyRates {

    private static final Pattern NAME = Pattern.compile("\"name\":\"([^\"]*)\"");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI search;

    private CopyRates(String server) {
        search = URI.create(server + "/api/search");
    }

    /// @param arguments the address of the server, how many pictures are searched with, the seed of all
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var rates = new CopyRates(arguments[0]);
        int count = Integer.parseInt(arguments[1]);
        long seed = Long.parseLong(arguments[2]);
        IO.println("| %d copies each | origin first | among the first ten |".formatted(count));
        IO.println("|---|---|---|");
        for (var copy : Copy.values()) {
            IO.println(rates.row(copy, count, seed));
        }
    }

    private String row(Copy copy, int count, long seed) throws IOException, InterruptedException {
        int first = 0;
        int among = 0;
        for (int index = 0; index < count; index++) {
            var picture = DemoCollection.picture(seed, index);
            int rank = rank(picture.name(), copy.of(picture, new Random(index)));
            first += rank == 0 ? 1 : 0;
            among += rank >= 0 ? 1 : 0;
        }
        return "| %s | %s | %s |".formatted(copy.said(), share(first, count), share(among, count));
    }

    /// With its 95% interval: Wilson, Probable inference, the law of succession, and statistical inference (1927).
    private static String share(int hits, int count) {
        double z = 1.96;
        double share = (double) hits / count;
        double middle = (share + z * z / (2 * count)) / (1 + z * z / count);
        double half = z * Math.sqrt(share * (1 - share) / count + z * z / (4.0 * count * count)) / (1 + z * z / count);
        return "%.3f [%.3f, %.3f]".formatted(share, middle - half, middle + half);
    }

    /// From 0, or -1 if it is not among the first ten.
    private int rank(String name, byte[] copy) throws IOException, InterruptedException {
        var answer = http.send(
                HttpRequest.newBuilder(search)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"examples\":[{\"data\":\"%s\"}],\"limit\":10}"
                                .formatted(Base64.getEncoder().encodeToString(copy))))
                        .build(),
                BodyHandlers.ofString(UTF_8));
        if (answer.statusCode() != 200) {
            throw new IOException(answer.body());
        }
        return NAME.matcher(answer.body()).results().map(found -> found.group(1)).toList().indexOf(name);
    }
}
