package dev.sightline.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;

/// What became of one file.
///
/// @param file   as the person named it or will recognise it
/// @param image  its id in the library, or null
/// @param reason why it was not taken, or null
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record Outcome(String file, Status status, String image, String reason) {

    @RegisterForReflection
    enum Status {
        @JsonProperty("added")
        ADDED,
        @JsonProperty("duplicate")
        DUPLICATE,
        @JsonProperty("refused")
        REFUSED,
        @JsonProperty("failed")
        FAILED
    }

    static Outcome added(String file, String image) {
        return new Outcome(file, Status.ADDED, image, null);
    }

    static Outcome duplicate(String file, String image) {
        return new Outcome(file, Status.DUPLICATE, image, null);
    }

    static Outcome refused(String file, Api.Failure failure) {
        return new Outcome(file, Status.REFUSED, null, failure.reason());
    }

    static Outcome failed(String file, String image, String reason) {
        return new Outcome(file, Status.FAILED, image, reason);
    }

    static Outcome failed(String file, String image, Api.Failure failure) {
        return failed(file, image, failure.reason());
    }

    static Outcome unreadable(Path file, IOException failure) {
        return failed(file.toString(), null, words(failure));
    }

    boolean isBad() {
        return status == Status.REFUSED || status == Status.FAILED;
    }

    /// The line that tells of a file that was not taken.
    String line() {
        return Output.plain(file + ": " + reason);
    }

    static String words(IOException failure) {
        return switch (failure) {
            case AccessDeniedException _ -> "may not be read by you";
            case NoSuchFileException _, FileNotFoundException _ -> "is not there any more";
            case FileSystemException e when e.getReason() != null -> e.getReason();
            default -> Objects.requireNonNullElse(failure.getMessage(), failure.toString());
        };
    }
}
