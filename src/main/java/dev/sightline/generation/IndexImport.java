package dev.sightline.generation;

import dev.sightline.index.EngineException;
import dev.sightline.index.MissingIndexException;
import dev.sightline.index.opensearch.ForeignIndexes;
import dev.sightline.index.opensearch.ForeignIndexes.Document;
import dev.sightline.index.opensearch.ForeignIndexes.Page;
import dev.sightline.index.opensearch.ForeignIndexes.Place;
import dev.sightline.web.Cursors;
import dev.sightline.web.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/// Vectors that another system has put into an index of OpenSearch, for pictures that are here already. Everything that
/// has to be known for the next page is in the cursor.
@ApplicationScoped
class IndexImport {

    private static final Duration SOON = Duration.ofSeconds(5);

    private final VectorImport vectors;
    private final ForeignIndexes indexes;
    private final Cursors cursors;

    IndexImport(VectorImport vectors, ForeignIndexes indexes, Cursors cursors) {
        this.vectors = vectors;
        this.indexes = indexes;
        this.cursors = cursors;
    }

    /// What became of a page of an index.
    ///
    /// @param others documents of something else than pictures, which are left out
    /// @param total  documents of the index
    /// @param after  to go on with, or null after the last page
    @RegisterForReflection
    record BroughtPage(List<BroughtVector> vectors, long others, long total, String after) {}

    /// @param proven whether the model was found to be that of the vectors
    @RegisterForReflection
    record Cursor(String index, String scroll, long seen, boolean proven) {}

    /// @throws ProblemException 404 no such model or index, 409 it cannot be read or is of another model, 410 the place
    ///                          is no longer kept
    BroughtPage bring(String id, IndexOrder order) {
        var model = vectors.taking(id);
        var cursor = order.after() == null ? null : cursors.read(order.after(), Cursor.class);
        var page = reading(
                order.index(),
                () -> cursor == null
                        ? indexes.first(order.index(), vectors.dimension(model))
                        : next(order.index(), cursor));
        boolean proven = cursor != null && cursor.proven();
        var ofImages = page.documents().stream()
                .filter(Document::isOfImage)
                .map(IndexImport::given)
                .toList();
        try {
            var brought = vectors.bring(model, ofImages, order.replacing(), !proven);
            return new BroughtPage(
                    brought.vectors(),
                    page.documents().size() - ofImages.size(),
                    page.total(),
                    after(order.index(), page, proven || brought.proven()));
        } catch (RuntimeException e) {
            // The same page cannot be read again.
            if (page.next() != null) {
                indexes.leave(order.index(), page.next());
            }
            throw e;
        }
    }

    private Page next(String index, Cursor cursor) {
        if (!cursor.index().equals(index)) {
            throw expired(index);
        }
        return indexes.next(index, new Place(cursor.scroll(), cursor.seen())).orElseThrow(() -> expired(index));
    }

    private static ProblemException expired(String index) {
        return new ProblemException(
                410,
                "cursor-expired",
                "OpenSearch no longer keeps this place in the index %s, or an answer was lost on its way. Begin again, by the same command: what is there already is skipped."
                        .formatted(index));
    }

    private static GivenVector given(Document document) {
        return new GivenVector(
                document.name() == null ? document.id() : document.name(), document.image(), document.vector());
    }

    private String after(String index, Page page, boolean proven) {
        return page.next() == null
                ? null
                : cursors.write(
                        new Cursor(index, page.next().scroll(), page.next().seen(), proven));
    }

    private static Page reading(String index, Supplier<Page> page) {
        try {
            return page.get();
        } catch (MissingIndexException e) {
            throw new ProblemException(404, "index-not-found", "OpenSearch has no index %s.".formatted(index), e);
        } catch (EngineException e) {
            if (e.isPassing()) {
                throw new ProblemException(503, "engine-unavailable", e.getMessage(), e).retryAfter(SOON);
            }
            throw new ProblemException(409, e.code(), e.getMessage(), e);
        }
    }
}
