package dev.sightline.tagging;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightline.demo.scene.Scene;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// How good the tags are that the model gives, in a running library that holds the drawn pictures. Called by
/// `tools/quality/tags`.
public final class TagRates {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern PROGRESS = Pattern.compile("([\\d,]+) of ([\\d,]+) pictures");
    private static final Pattern NUMBER = Pattern.compile("\\d+");
    private static final int BINS = 4;

    /// What the scene of a picture says to each category.
    private static final Map<String, Function<Scene, String>> TRUTH = truth();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String server;

    private TagRates(String server) {
        this.server = server;
    }

    /// A tag that a picture was given.
    private record Given(String tag, double probability, boolean right) {}

    /// @param arguments the address of the server, how many pictures it has, their seed
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int count = Integer.parseInt(arguments[1]);
        long seed = Long.parseLong(arguments[2]);
        new TagRates(arguments[0])
                .print(IntStream.range(0, count).mapToObj(i -> Scene.of(seed, i)).toList());
    }

    private static Map<String, Function<Scene, String>> truth() {
        var truth = new LinkedHashMap<String, Function<Scene, String>>();
        truth.put("style", scene -> scene.style().words().getFirst());
        truth.put("subject", scene -> subject(scene.subject().words().getFirst()));
        truth.put("colour", scene -> scene.hue().words().getFirst());
        truth.put("time", scene -> scene.time().name().toLowerCase());
        truth.put("place", scene -> scene.place().name().toLowerCase());
        return truth;
    }

    /// As the vocabulary has it.
    private static String subject(String word) {
        return word.equals("sailboat") ? "boat" : word;
    }

    private void print(List<Scene> scenes) throws IOException, InterruptedException {
        awaitTags();
        var tags = tags(scenes.size());
        var all = new ArrayList<Double>();
        var known = new HashSet<String>();
        var given = new ArrayList<Given>();
        IO.println("| category | tags | macro F1 | precision | recall |");
        IO.println("|---|---:|---:|---:|---:|");
        TRUTH.forEach((category, truth) -> {
            var rows = rates(scenes, truth, tags, given);
            known.addAll(rows.keySet());
            var f1 = rows.values().stream().map(Rates::f1).toList();
            all.addAll(f1);
            var sum = rows.values().stream().reduce(new Rates(0, 0, 0), Rates::plus);
            IO.println("| %s | %d | %.3f | %.3f | %.3f |"
                    .formatted(category, f1.size(), mean(f1), sum.precision(), sum.recall()));
        });
        IO.println("| all | %d | %.3f | | |".formatted(all.size(), mean(all)));
        printCalibration(given);
        printOthers(tags, known);
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    /// @param right  pictures that have the tag and show it
    /// @param given  that have it
    /// @param wanted that show it
    private record Rates(int right, int given, int wanted) {

        Rates plus(Rates other) {
            return new Rates(right + other.right, given + other.given, wanted + other.wanted);
        }

        double f1() {
            return 2.0 * right / (given + wanted);
        }

        double precision() {
            return (double) right / given;
        }

        double recall() {
            return (double) right / wanted;
        }
    }

    private static Map<String, Rates> rates(
            List<Scene> scenes, Function<Scene, String> truth, List<Map<String, Double>> tags, List<Given> all) {
        var rates = new TreeMap<String, Rates>();
        scenes.forEach(scene -> rates.put(truth.apply(scene), new Rates(0, 0, 0)));
        for (int i = 0; i < scenes.size(); i++) {
            var shown = truth.apply(scenes.get(i));
            rates.merge(shown, new Rates(0, 0, 1), Rates::plus);
            tags.get(i).forEach((tag, probability) -> {
                if (rates.containsKey(tag)) {
                    boolean right = tag.equals(shown);
                    rates.merge(tag, new Rates(right ? 1 : 0, 1, 0), Rates::plus);
                    all.add(new Given(tag, probability, right));
                }
            });
        }
        return rates;
    }

    private static void printCalibration(List<Given> given) {
        double least = given.stream().mapToDouble(Given::probability).min().orElseThrow();
        IO.println("");
        IO.println("| probability | tags | share that is right |");
        IO.println("|---|---:|---:|");
        for (int bin = 0; bin < BINS; bin++) {
            double from = least + (1 - least) * bin / BINS;
            double to = bin == BINS - 1 ? 2 : least + (1 - least) * (bin + 1) / BINS;
            var within = given.stream()
                    .filter(tag -> tag.probability() >= from && tag.probability() < to)
                    .toList();
            long right = within.stream().filter(Given::right).count();
            IO.println("| %.2f to %.2f | %d | %.3f |"
                    .formatted(from, Math.min(to, 1), within.size(), (double) right / within.size()));
        }
    }

    private static void printOthers(List<Map<String, Double>> tags, Set<String> known) {
        var others = new HashMap<String, Integer>();
        tags.forEach(picture -> picture.keySet().stream()
                .filter(tag -> !known.contains(tag))
                .forEach(tag -> others.merge(tag, 1, Integer::sum)));
        IO.println("");
        IO.println("Tags of things that are drawn in no picture: %d. %s"
                .formatted(others.values().stream().mapToInt(Integer::intValue).sum(), new TreeMap<>(others)));
    }

    private void awaitTags() throws IOException, InterruptedException {
        while (true) {
            var progress = PROGRESS.matcher(get("/settings"));
            if (!progress.find()) {
                throw new IOException("The server does not tag pictures.");
            }
            if (progress.group(1).equals(progress.group(2))) {
                return;
            }
            Thread.sleep(500);
        }
    }

    /// Of each picture, by its index, with their probabilities.
    private List<Map<String, Double>> tags(int count) throws IOException, InterruptedException {
        var tags = new ArrayList<Map<String, Double>>();
        IntStream.range(0, count).forEach(_ -> tags.add(null));
        var path = "/api/images?limit=200";
        while (path != null) {
            var page = JSON.readTree(get(path));
            for (var image : page.get("images")) {
                var number = NUMBER.matcher(image.get("name").asText());
                number.find();
                tags.set(Integer.parseInt(number.group()) - 1, machine(image));
            }
            path = page.get("next").isNull()
                    ? null
                    : "/api/images?limit=200&cursor=" + page.get("next").asText();
        }
        return tags;
    }

    private static Map<String, Double> machine(JsonNode image) {
        var tags = new HashMap<String, Double>();
        image.at("/machine/tags")
                .forEach(tag -> tags.put(
                        tag.get("name").asText(), tag.get("probability").asDouble()));
        return tags;
    }

    private String get(String path) throws IOException, InterruptedException {
        var answer = http.send(HttpRequest.newBuilder(URI.create(server + path)).build(), BodyHandlers.ofString(UTF_8));
        if (answer.statusCode() != 200) {
            throw new IOException(answer.body());
        }
        return answer.body();
    }
}
