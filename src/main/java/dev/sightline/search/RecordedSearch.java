package dev.sightline.search;

import dev.sightline.web.ProblemException;
import java.util.Optional;

/// The address of a search as it was recorded with what somebody did then.
public final class RecordedSearch {

    private RecordedSearch() {}

    /// The text of a search by text alone.
    ///
    /// @param query what is behind the question mark of the address
    /// @return empty where pictures had their part in it, or it is not understood (any more)
    public static Optional<String> text(String query) {
        try {
            var asked = Asked.read(query);
            QueryParser.parse(asked.text());
            return Optional.of(asked.text())
                    .filter(text -> !text.isEmpty() && asked.examples().isEmpty());
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }
}
