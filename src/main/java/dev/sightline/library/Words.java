package dev.sightline.library;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sightline.web.PlainText;
import dev.sightline.web.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// A merge patch (RFC 7396) of the words of an image: what is absent stays, null clears, tags are replaced.
public record Words(JsonNode patch) {

    private static final Set<String> NAMES = Set.of("title", "description", "tags");
    public static final int LONGEST_TITLE = 300;
    private static final int LONGEST_DESCRIPTION = 10_000;
    static final int MOST_TAGS = 100;

    /// The words after the change.
    ///
    /// @param set which of them the patch names
    record Result(String title, String description, List<String> tags, Set<String> set) {}

    /// @throws ProblemException 422 with what is wrong
    Result appliedTo(Image image) {
        if (!patch.isObject()) {
            throw invalid("A merge patch is a JSON object with title, description or tags.");
        }
        var set = new TreeSet<String>();
        patch.fieldNames().forEachRemaining(set::add);
        set.stream().filter(name -> !NAMES.contains(name)).findFirst().ifPresent(name -> {
            throw invalid("\"%s\" cannot be changed. Only title, description and tags can.".formatted(name));
        });
        return new Result(
                text("title", image.title(), LONGEST_TITLE),
                text("description", image.description(), LONGEST_DESCRIPTION),
                tags(image.tags()),
                set);
    }

    private String text(String name, String before, int longest) {
        var value = patch.get(name);
        if (value == null) {
            return before;
        }
        if (!value.isTextual() && !value.isNull()) {
            throw invalid("\"%s\" is a text, or null to clear it.".formatted(name));
        }
        var text = value.isNull() ? "" : value.asText().strip();
        if (!PlainText.isPlain(text)) {
            throw invalid("\"%s\" %s.".formatted(name, PlainText.RULE));
        }
        if (text.length() > longest) {
            throw invalid("\"%s\" has at most %d characters; this has %d.".formatted(name, longest, text.length()));
        }
        return text.isEmpty() ? null : text;
    }

    private List<String> tags(List<String> before) {
        var value = patch.get("tags");
        if (value == null) {
            return before;
        }
        if (value.isNull()) {
            return List.of();
        }
        var tags = new ArrayList<String>();
        for (var tag : value) {
            if (!tag.isTextual()) {
                throw invalid("\"tags\" is a list of texts.");
            }
            tags.add(tag.asText());
        }
        if (!value.isArray() || tags.size() > MOST_TAGS) {
            throw invalid("\"tags\" is a list of at most %d texts.".formatted(MOST_TAGS));
        }
        try {
            return Tags.normalised(tags);
        } catch (IllegalArgumentException e) {
            throw invalid(e.getMessage());
        }
    }

    private static ProblemException invalid(String words) {
        return new ProblemException(422, "invalid-words", words);
    }
}
