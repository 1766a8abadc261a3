package dev.sightline.demo.labels;

import dev.sightline.demo.scene.Attribute;
import dev.sightline.demo.scene.Scene;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Queries for a demo collection, with all pictures that answer each. The same seed gives the same queries.
public final class DemoQueries {

    /// What the queries are about.
    public enum Kind {
        /// What can be seen: `red house at night`.
        PIXELS,
        /// What only the words say: `QX-4821-B`, `Bergen`, `summer fair`.
        WORDS,
        /// As many of each.
        MIXED,
        /// Both at once: `origami boat Bergen`.
        BOTH,
        /// What can be seen, without something else that can be: `boat -neon`.
        NOT,
        /// What is in none of the pictures and in none of the words: `accordion`, `red submarine`.
        UNKNOWN
    }

    /// Which attributes a query states together.
    private static final List<List<Attribute>> STATED = List.of(
            List.of(Attribute.STYLE),
            List.of(Attribute.SUBJECT),
            List.of(Attribute.COLOUR),
            List.of(Attribute.TIME),
            List.of(Attribute.PLACE),
            List.of(Attribute.STYLE, Attribute.SUBJECT),
            List.of(Attribute.SUBJECT, Attribute.COLOUR),
            List.of(Attribute.STYLE, Attribute.PLACE),
            List.of(Attribute.STYLE, Attribute.TIME),
            List.of(Attribute.SUBJECT, Attribute.TIME),
            List.of(Attribute.SUBJECT, Attribute.PLACE),
            List.of(Attribute.PLACE, Attribute.TIME),
            List.of(Attribute.STYLE, Attribute.SUBJECT, Attribute.COLOUR),
            List.of(Attribute.STYLE, Attribute.PLACE, Attribute.TIME),
            List.of(Attribute.SUBJECT, Attribute.COLOUR, Attribute.TIME));

    private static final int OF_EACH = 24;

    /// Things that are not in the demo world, nor in the words that it is described with.
    private static final List<String> ABSENT = List.of(
            "accordion",
            "anvil",
            "bagpipes",
            "barbecue",
            "binoculars",
            "broccoli",
            "cactus",
            "calculator",
            "chess",
            "combine harvester",
            "crocodile",
            "dentist",
            "dinosaur",
            "elephant",
            "escalator",
            "forklift",
            "giraffe",
            "goalkeeper",
            "hammer",
            "helicopter",
            "igloo",
            "jigsaw",
            "kangaroo",
            "keyboard",
            "ladder",
            "lasagne",
            "microscope",
            "motorcycle",
            "notary",
            "octopus",
            "pancakes",
            "penguin",
            "pyramid",
            "quilt",
            "saxophone",
            "scissors",
            "skyscraper",
            "spaghetti",
            "submarine",
            "telephone",
            "tractor",
            "umbrella",
            "violin",
            "wheelbarrow",
            "x-ray",
            "yoghurt",
            "zebra",
            "zip");

    private final List<Scene> scenes;
    private final List<DemoWords> words;
    private final Random random;

    private DemoQueries(long seed, int count) {
        scenes = IntStream.range(0, count).mapToObj(i -> Scene.of(seed, i)).toList();
        words = IntStream.range(0, count).mapToObj(i -> DemoWords.of(seed, i)).toList();
        random = new Random(seed);
    }

    /// @param seed  of the collection
    /// @param count of its pictures
    public static List<DemoQuery> of(Kind kind, long seed, int count) {
        var queries = new DemoQueries(seed, count);
        return switch (kind) {
            case PIXELS -> queries.pixels();
            case WORDS -> queries.words();
            case MIXED -> mixed(queries.pixels(), queries.words(), new Random(seed));
            case BOTH -> queries.both();
            case NOT -> queries.not();
            case UNKNOWN -> queries.unknown();
        };
    }

    private static List<DemoQuery> mixed(List<DemoQuery> pixels, List<DemoQuery> words, Random random) {
        int each = Math.min(pixels.size(), words.size());
        return Stream.of(pixels, words)
                .flatMap(all -> sample(all, each, random).stream())
                .toList();
    }

    private List<DemoQuery> pixels() {
        return STATED.stream()
                .flatMap(stated -> sample(values(stated), OF_EACH, random).stream())
                .map(wanted -> new DemoQuery(wording(wanted), matching(shows(wanted))))
                .toList();
    }

    /// Each combination of values, whether a picture has it or not.
    private List<Map<Attribute, String>> values(List<Attribute> stated) {
        List<Map<Attribute, String>> combinations = List.of(Map.of());
        for (var attribute : stated) {
            var values = scenes.stream()
                    .map(scene -> scene.attributes().get(attribute))
                    .collect(Collectors.toCollection(TreeSet::new));
            combinations = combinations.stream()
                    .flatMap(before -> values.stream().map(value -> with(before, attribute, value)))
                    .toList();
        }
        return combinations;
    }

    private static Map<Attribute, String> with(Map<Attribute, String> before, Attribute attribute, String value) {
        var more = new EnumMap<Attribute, String>(Attribute.class);
        more.putAll(before);
        more.put(attribute, value);
        return more;
    }

    private static Predicate<Scene> shows(Map<Attribute, String> wanted) {
        return scene -> scene.attributes().entrySet().containsAll(wanted.entrySet());
    }

    /// One of the ways to say it.
    private String wording(Map<Attribute, String> wanted) {
        return Stream.of(Attribute.STYLE, Attribute.COLOUR, Attribute.SUBJECT, Attribute.PLACE, Attribute.TIME)
                .filter(wanted::containsKey)
                .map(attribute -> word(attribute, wanted.get(attribute), wanted.size() == 1))
                .collect(Collectors.joining(" "));
    }

    private String word(Attribute attribute, String value, boolean alone) {
        var scene = scenes.stream()
                .filter(each -> each.attributes().get(attribute).equals(value))
                .findFirst()
                .orElseThrow();
        var words =
                switch (attribute) {
                    case STYLE -> scene.style().words();
                    case SUBJECT -> scene.subject().words();
                    case COLOUR -> scene.hue().words();
                    case TIME -> scene.time().words();
                    case PLACE -> alone ? scene.place().nouns() : scene.place().words();
                    case COUNT -> List.of(value);
                };
        return words.get(random.nextInt(Math.min(2, words.size())));
    }

    private Set<Integer> matching(Predicate<Scene> wanted) {
        return IntStream.range(0, scenes.size())
                .filter(i -> wanted.test(scenes.get(i)))
                .boxed()
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<DemoQuery> words() {
        return Stream.of(
                        said(DemoWords::code, Function.identity(), 3 * OF_EACH),
                        said(DemoWords::town, Function.identity(), OF_EACH),
                        said(DemoWords::occasion, Function.identity(), OF_EACH),
                        said(DemoWords::title, Function.identity(), 3 * OF_EACH),
                        said(DemoWords::town, this::misspelt, OF_EACH))
                .flatMap(List::stream)
                .toList();
    }

    private List<DemoQuery> said(Function<DemoWords, String> part, Function<String, String> wording, int most) {
        var relevant = new TreeMap<String, Set<Integer>>();
        for (int i = 0; i < words.size(); i++) {
            relevant.computeIfAbsent(part.apply(words.get(i)), _ -> new TreeSet<>())
                    .add(i);
        }
        return sample(List.copyOf(relevant.entrySet()), most, random).stream()
                .map(each -> new DemoQuery(wording.apply(each.getKey()), each.getValue()))
                .toList();
    }

    /// Two neighbouring letters the wrong way round, the first one never.
    private String misspelt(String word) {
        int at = 1 + random.nextInt(word.length() - 2);
        return word.substring(0, at) + word.charAt(at + 1) + word.charAt(at) + word.substring(at + 2);
    }

    private List<DemoQuery> both() {
        var queries = new ArrayList<DemoQuery>();
        for (var stated : List.of(List.of(Attribute.STYLE), List.of(Attribute.SUBJECT))) {
            for (var wanted : values(stated)) {
                var town = words.get(random.nextInt(words.size())).town();
                var relevant = matching(shows(wanted));
                relevant.removeIf(i -> !words.get(i).town().equals(town));
                queries.add(new DemoQuery(wording(wanted) + " " + town, relevant));
            }
        }
        return queries;
    }

    private List<DemoQuery> not() {
        return Stream.of(
                        List.of(Attribute.SUBJECT, Attribute.STYLE),
                        List.of(Attribute.STYLE, Attribute.SUBJECT),
                        List.of(Attribute.PLACE, Attribute.STYLE))
                .flatMap(pair -> sample(values(pair), OF_EACH, random).stream()
                        .map(values -> without(values, pair.getFirst(), pair.getLast())))
                .toList();
    }

    private DemoQuery without(Map<Attribute, String> values, Attribute wanted, Attribute unwanted) {
        var shows = shows(Map.of(wanted, values.get(wanted)));
        var spoils = shows(Map.of(unwanted, values.get(unwanted)));
        return new DemoQuery(
                word(wanted, values.get(wanted), true) + " -\"" + word(unwanted, values.get(unwanted), true) + '"',
                matching(shows.and(spoils.negate())));
    }

    /// Each alone, then with a colour that pictures have.
    private List<DemoQuery> unknown() {
        var hues = List.copyOf(values(List.of(Attribute.COLOUR)));
        return ABSENT.stream()
                .flatMap(absent -> Stream.of(absent, wording(hues.get(random.nextInt(hues.size()))) + " " + absent))
                .map(text -> new DemoQuery(text, Set.of()))
                .toList();
    }

    private static <T> List<T> sample(List<T> all, int most, Random random) {
        var shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, random);
        return List.copyOf(shuffled.subList(0, Math.min(most, shuffled.size())));
    }
}
