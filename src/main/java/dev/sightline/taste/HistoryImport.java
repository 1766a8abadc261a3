package dev.sightline.taste;

import dev.sightline.account.Person;
import dev.sightline.library.Collections;
import dev.sightline.taste.HistoryFile.Line;
import dev.sightline.web.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Validator;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/// Takes in what somebody did elsewhere, or exported from here. Each line is recorded, or was recorded before, or is
/// named with what is wrong with it; so a file can be put right and sent again.
@ApplicationScoped
class HistoryImport {

    private static final int BLOCK = 1000;
    private static final int MOST_NAMED = 100;

    private final InteractionRepository repository;
    private final Collections collections;
    private final Validator validator;

    HistoryImport(InteractionRepository repository, Collections collections, Validator validator) {
        this.repository = repository;
        this.collections = collections;
        this.validator = validator;
    }

    /// @param recorded how many lines are new
    /// @param repeated how many were recorded before
    /// @param refused  how many cannot be recorded
    /// @param errors   what is wrong with the first hundred of these
    @RegisterForReflection
    record Outcome(int recorded, int repeated, int refused, List<Refused> errors) {}

    /// @param line   from 1, of the file
    /// @param reason and what to do about it
    @RegisterForReflection
    record Refused(int line, String reason) {}

    /// Records the lines of a file as what a person did, whether or not recording is paused.
    ///
    /// @param csv  as [HistoryFile] has it; `ITEM_ID` is the id of an image, or its name
    /// @param user whose lines are meant, by `USER_ID`, or null: there is only one
    /// @throws ProblemException 422 it is no such file, or of several people
    Outcome add(String csv, String user, Person person) {
        var lines = ofOne(HistoryFile.lines(csv), user);
        var images = images(lines);
        var refused = new ArrayList<Refused>();
        var read = new ArrayList<Read>();
        for (var line : lines) {
            try {
                read.add(new Read(line.number(), interaction(line, images, person)));
            } catch (LineException e) {
                refused.add(new Refused(line.number(), e.getMessage()));
            }
        }
        return record(read, refused, person);
    }

    private record Read(int line, Interaction interaction) {}

    /// What is wrong with a line.
    private static final class LineException extends Exception {

        LineException(String message) {
            super(message);
        }
    }

    private static List<Line> ofOne(List<Line> lines, String user) {
        if (user != null) {
            return lines.stream()
                    .filter(line -> user.equals(line.value(HistoryFile.USER)))
                    .toList();
        }
        long users = lines.stream()
                .map(line -> line.value(HistoryFile.USER))
                .filter(Objects::nonNull)
                .distinct()
                .count();
        if (users > 1) {
            throw new ProblemException(
                    422,
                    "several-users",
                    "The file is about %d people. Say by their USER_ID whose lines are yours.".formatted(users));
        }
        return lines;
    }

    /// Images by what the lines call them, where that is no id.
    private Map<String, List<UUID>> images(List<Line> lines) {
        var names = lines.stream()
                .map(line -> line.value(HistoryFile.ITEM))
                .filter(item -> item != null && id(item).isEmpty())
                .collect(Collectors.toSet());
        return names.isEmpty() ? Map.of() : repository.called(collections.library(), names);
    }

    private static Optional<UUID> id(String written) {
        try {
            return Optional.of(UUID.fromString(written));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Interaction interaction(Line line, Map<String, List<UUID>> images, Person person) throws LineException {
        var image = image(line, images);
        var type = type(line);
        var at = at(line);
        var interaction = new Interaction(
                id(line, person, image, type, at),
                image,
                type,
                at,
                line.value(HistoryFile.SESSION),
                line.value(HistoryFile.QUERY),
                position(line));
        var wrong = validator.validate(interaction);
        if (!wrong.isEmpty()) {
            throw new LineException(wrong.stream()
                    .map(violation -> violation.getPropertyPath() + " " + violation.getMessage() + ".")
                    .sorted()
                    .collect(Collectors.joining(" ")));
        }
        return interaction;
    }

    private static UUID image(Line line, Map<String, List<UUID>> images) throws LineException {
        var item = needed(line, HistoryFile.ITEM);
        var id = id(item);
        if (id.isPresent()) {
            return id.get();
        }
        var called = images.getOrDefault(item, List.of());
        if (called.size() != 1) {
            throw new LineException(
                    called.isEmpty()
                            ? "No picture is called \"%s\".".formatted(item)
                            : "%d pictures are called \"%s\". Name the one by its id.".formatted(called.size(), item));
        }
        return called.getFirst();
    }

    private static Interaction.Type type(Line line) throws LineException {
        var written = needed(line, HistoryFile.TYPE);
        return Interaction.Type.of(written)
                .orElseThrow(() -> new LineException("\"%s\" is no %s: it is view, favourite, unfavourite or download."
                        .formatted(written, HistoryFile.TYPE)));
    }

    private static Instant at(Line line) throws LineException {
        long seconds = number(line, HistoryFile.AT, needed(line, HistoryFile.AT));
        long now = Instant.now().getEpochSecond();
        if (seconds < 0 || seconds > now + Interactions.SKEW.toSeconds()) {
            throw new LineException("%s is in seconds since 1970, and not in the future.".formatted(HistoryFile.AT));
        }
        return Instant.ofEpochSecond(Math.min(seconds, now));
    }

    private static Integer position(Line line) throws LineException {
        var written = line.value(HistoryFile.POSITION);
        return written == null ? null : Math.clamp(number(line, HistoryFile.POSITION, written), 0, Integer.MAX_VALUE);
    }

    private static long number(Line line, String column, String written) throws LineException {
        try {
            return Long.parseLong(written);
        } catch (NumberFormatException e) {
            throw new LineException("\"%s\" is no %s: it is a whole number.".formatted(written, column));
        }
    }

    private static String needed(Line line, String column) throws LineException {
        var value = line.value(column);
        if (value == null) {
            throw new LineException("%s is missing.".formatted(column));
        }
        return value;
    }

    /// The one of the file, or one that the same line always has.
    private static UUID id(Line line, Person person, UUID image, Interaction.Type type, Instant at)
            throws LineException {
        var written = line.value(HistoryFile.ID);
        if (written != null) {
            return id(written).orElseThrow(() -> new LineException("%s is no id.".formatted(HistoryFile.ID)));
        }
        var same = "%d %s %s %d".formatted(person.id(), image, type, at.getEpochSecond());
        return UUID.nameUUIDFromBytes(same.getBytes(StandardCharsets.UTF_8));
    }

    private Outcome record(List<Read> read, List<Refused> refused, Person person) {
        int recorded = 0;
        int repeated = 0;
        for (int from = 0; from < read.size(); from += BLOCK) {
            var block = read.subList(from, Math.min(from + BLOCK, read.size()));
            var receipt = repository
                    .add(block.stream().map(Read::interaction).toList(), person)
                    .receipt();
            recorded += receipt.recorded();
            repeated += receipt.repeated();
            var unknown = new HashSet<>(receipt.unknown());
            block.stream()
                    .filter(line -> unknown.contains(line.interaction().image()))
                    .map(line -> new Refused(line.line(), "There is no such picture (any more)."))
                    .forEach(refused::add);
        }
        refused.sort(Comparator.comparingInt(Refused::line));
        return new Outcome(
                recorded,
                repeated,
                refused.size(),
                refused.stream().limit(MOST_NAMED).toList());
    }
}
