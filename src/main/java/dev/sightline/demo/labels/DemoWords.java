package dev.sightline.demo.labels;

import java.util.List;
import java.util.Random;

/// Words for a demo picture that nobody can see in it: what people write down about their pictures. None of them is one
/// that captions of the pictures have: a picture called "Moving day" would be right for "by day" too.
///
/// @param code of an article, such as `QX-4821-B`; rarely twice
public record DemoWords(String occasion, String town, String code) {

    private static final List<String> OCCASIONS = List.of(
            "Anna's birthday",
            "Summer fair",
            "Team outing",
            "Wedding of Nora and Jakub",
            "Grandmother's visit",
            "Choir rehearsal",
            "Opening of the gallery",
            "Relocation",
            "First term at school",
            "Marathon",
            "Harvest supper",
            "Novel launch",
            "Class reunion",
            "Charity auction",
            "Farewell for Marek",
            "Board meeting");

    private static final List<String> TOWNS = List.of(
            "Bergen",
            "Utrecht",
            "Ljubljana",
            "Porto",
            "Tampere",
            "Gdansk",
            "Bologna",
            "Galway",
            "Leipzig",
            "Basel",
            "Aarhus",
            "Toledo",
            "Nantes",
            "Salzburg",
            "Kaunas",
            "Brno",
            "Ghent",
            "Malmo",
            "Turku",
            "Szeged",
            "Varna",
            "Split",
            "Trieste",
            "Cork");

    /// Of one picture of a collection.
    public static DemoWords of(long seed, int index) {
        var random = new Random(seed * 31 + index * 7919L);
        random.nextInt();
        return new DemoWords(
                OCCASIONS.get(random.nextInt(OCCASIONS.size())),
                TOWNS.get(random.nextInt(TOWNS.size())),
                "Q%c-%04d-%c".formatted('A' + random.nextInt(26), random.nextInt(10_000), 'A' + random.nextInt(4)));
    }

    public String title() {
        return occasion + ", " + town;
    }
}
