package dev.sightline.cli;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sightline.cli.Outcome.Status;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What became of every file so far. Safe for use by several threads.
@RegisterForReflection
@JsonPropertyOrder({"added", "duplicates", "refused", "failed", "skipped", "files"})
final class Report {

    private final List<Outcome> outcomes = new ArrayList<>();
    private final int skipped;

    /// @param skipped the files that were no pictures
    Report(int skipped) {
        this.skipped = skipped;
    }

    synchronized void add(Outcome outcome) {
        outcomes.add(outcome);
    }

    @JsonProperty
    synchronized List<Outcome> files() {
        return outcomes.stream().sorted(Comparator.comparing(Outcome::file)).toList();
    }

    @JsonProperty
    long added() {
        return count(Status.ADDED);
    }

    @JsonProperty
    long duplicates() {
        return count(Status.DUPLICATE);
    }

    @JsonProperty
    long refused() {
        return count(Status.REFUSED);
    }

    @JsonProperty
    long failed() {
        return count(Status.FAILED);
    }

    @JsonProperty
    int skipped() {
        return skipped;
    }

    /// A line for each file that was not taken.
    List<String> bad() {
        return files().stream().filter(Outcome::isBad).map(Outcome::line).toList();
    }

    int exitCode() {
        return refused() + failed() == 0 ? 0 : Cli.FAILED;
    }

    /// `12 pictures added, 3 there already, 1 failed, 4 other files skipped.`
    String sentence() {
        List<String> parts = new ArrayList<>();
        parts.add(added() == 1 ? "1 picture added" : added() + " pictures added");
        mention(duplicates(), "there already", parts);
        mention(refused(), "refused", parts);
        mention(failed(), "failed", parts);
        mention(skipped, skipped == 1 ? "other file skipped" : "other files skipped", parts);
        return String.join(", ", parts) + ".";
    }

    String json() {
        try {
            return new ObjectMapper().writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void mention(long count, String what, List<String> parts) {
        if (count > 0) {
            parts.add(count + " " + what);
        }
    }

    private synchronized long count(Status status) {
        return outcomes.stream().filter(outcome -> outcome.status() == status).count();
    }
}
