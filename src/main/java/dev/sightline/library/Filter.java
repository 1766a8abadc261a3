package dev.sightline.library;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// Which images are meant, whatever they show.
///
/// @param types     one of these media types; empty: any
/// @param after     the earliest date, or null
/// @param before    the first date that is too late, or null
/// @param tags      all of these
/// @param favourite whether only the person's favourites are meant
@RegisterForReflection
public record Filter(Set<String> types, Instant after, Instant before, List<String> tags, boolean favourite) {

    public static final Filter NONE = new Filter(Set.of(), null, null, List.of(), false);

    @JsonIgnore
    public boolean isEmpty() {
        return equals(NONE);
    }

    /// Whether it asks for something that people change, which engines do not hold.
    @JsonIgnore
    public boolean isChanging() {
        return favourite || !tags.isEmpty();
    }
}
