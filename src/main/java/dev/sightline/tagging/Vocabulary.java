package dev.sightline.tagging;

import dev.sightline.library.Tags;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// The tags that pictures can be given, in categories, as a plain file has them:
///
/// ```
/// # A line like this is for people.
/// [style] one
/// watercolour: watercolour, a picture painted in watercolour
///
/// [subject] several
/// boat: sailboat, ship
/// cat
/// ```
///
/// The model is asked for the phrases behind the colon, or for the tag itself where there are none.
record Vocabulary(List<Category> categories) {

    private static final String OWN = "/tagging/vocabulary.txt";
    private static final Pattern HEADING = Pattern.compile("\\[([^\\[\\]]+)]\\s+(one|several)");
    private static final int MOST_TAGS = 2000;
    private static final int MOST_PHRASES = 10;
    private static final int LONGEST_PHRASE = 200;

    /// That of a file, or the one that comes with Sightline.
    ///
    /// @param file or null
    /// @throws ConfigurationException naming the file, and the line where it is about one
    static Vocabulary of(Path file) {
        if (file == null) {
            return parsed(OWN, own());
        }
        try {
            return parsed(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new ConfigurationException(
                    "The vocabulary %s cannot be read as text (%s). Set sightline.tagging.vocabulary to a file that can."
                            .formatted(file, e),
                    e);
        }
    }

    private static String own() {
        try (var in = Vocabulary.class.getResourceAsStream(OWN)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param name as messages have it
    static Vocabulary parsed(String name, String text) {
        var categories = new ArrayList<Category>();
        var known = new HashSet<String>();
        int number = 0;
        for (var line : text.lines().map(String::strip).toList()) {
            number++;
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            try {
                if (line.startsWith("[")) {
                    categories.add(category(line, categories));
                } else {
                    entriesOf(categories).add(entry(line, known));
                }
            } catch (IllegalArgumentException e) {
                throw new ConfigurationException(
                        "Line %d of the vocabulary %s: %s".formatted(number, name, e.getMessage()), e);
            }
        }
        if (known.isEmpty() || known.size() > MOST_TAGS) {
            throw new ConfigurationException("The vocabulary %s has %,d tags. It has to have 1 to %,d."
                    .formatted(name, known.size(), MOST_TAGS));
        }
        return new Vocabulary(List.copyOf(categories));
    }

    /// All phrases, each once.
    List<String> phrases() {
        return categories.stream()
                .flatMap(category -> category.entries().stream())
                .flatMap(entry -> entry.phrases().stream())
                .distinct()
                .toList();
    }

    private static Category category(String line, List<Category> before) {
        var heading = HEADING.matcher(line);
        if (!heading.matches()) {
            throw new IllegalArgumentException("a category is written \"[style] one\" or \"[subject] several\".");
        }
        var name = heading.group(1).strip();
        if (before.stream().anyMatch(category -> category.name().equals(name))) {
            throw new IllegalArgumentException("there is a category [%s] already.".formatted(name));
        }
        return new Category(name, heading.group(2).equals("several"), new ArrayList<>());
    }

    private static List<Category.Entry> entriesOf(List<Category> categories) {
        if (categories.isEmpty()) {
            throw new IllegalArgumentException("a tag stands below a category, such as \"[subject] several\".");
        }
        return categories.getLast().entries();
    }

    private static Category.Entry entry(String line, Set<String> known) {
        int colon = line.indexOf(':');
        var tag = Tags.normalised(colon < 0 ? line : line.substring(0, colon));
        if (!known.add(tag)) {
            throw new IllegalArgumentException("the tag \"%s\" is there already.".formatted(tag));
        }
        var phrases = colon < 0
                ? List.of(tag)
                : Arrays.stream(line.substring(colon + 1).split(","))
                        .map(String::strip)
                        .filter(phrase -> !phrase.isEmpty())
                        .toList();
        boolean tooLong = phrases.stream().anyMatch(phrase -> phrase.length() > LONGEST_PHRASE);
        if (phrases.isEmpty() || phrases.size() > MOST_PHRASES || tooLong) {
            throw new IllegalArgumentException("a tag has 1 to %d phrases of at most %d characters behind its colon."
                    .formatted(MOST_PHRASES, LONGEST_PHRASE));
        }
        return new Category.Entry(tag, phrases);
    }
}
