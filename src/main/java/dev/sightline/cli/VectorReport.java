package dev.sightline.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// What became of files with vectors, or of documents.
@RegisterForReflection
@JsonPropertyOrder({"model", "stored", "there", "refused", "others", "files"})
final class VectorReport {

    /// @param file   or the name of a document
    /// @param status `stored`, `there` or `refused`
    /// @param image  or null
    /// @param reason why it was refused, or null
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Line(String file, String status, String image, String reason) {

        boolean isRefused() {
            return status.equals("refused");
        }

        String words() {
            return Output.plain(file + ": " + reason);
        }
    }

    private final String model;
    private final List<Line> files = new ArrayList<>();
    private Long others;

    /// @param model whose vectors they are
    VectorReport(String model) {
        this.model = model;
    }

    void add(Line line) {
        files.add(line);
    }

    /// Documents that were left out, of an index.
    void leaveOut(int count) {
        others = others == null ? count : others + count;
    }

    @JsonProperty
    String model() {
        return model;
    }

    @JsonProperty
    long stored() {
        return count("stored");
    }

    @JsonProperty
    long there() {
        return count("there");
    }

    @JsonProperty
    long refused() {
        return count("refused");
    }

    /// Null where no index was read.
    @JsonProperty
    @JsonInclude(JsonInclude.Include.NON_NULL)
    Long others() {
        return others;
    }

    @JsonProperty
    List<Line> files() {
        return files;
    }

    private long count(String status) {
        return files.stream().filter(file -> file.status().equals(status)).count();
    }

    int exitCode() {
        return refused() == 0 ? 0 : Cli.FAILED;
    }

    /// `240 vectors imported, 3 there already, 1 refused.`
    String sentence() {
        return (stored() == 1 ? "1 vector" : stored() + " vectors") + " imported"
                + (there() > 0 ? ", " + there() + " there already" : "")
                + (refused() > 0 ? ", " + refused() + " refused" : "") + ".";
    }

    String json() {
        try {
            return new ObjectMapper().writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
