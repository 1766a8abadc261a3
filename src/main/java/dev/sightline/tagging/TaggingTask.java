package dev.sightline.tagging;

import dev.sightline.embedding.EmbeddingException;
import dev.sightline.ingest.Batches;
import dev.sightline.ingest.Outcome;
import dev.sightline.ingest.QueuedTask;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/// Tags the pictures that are here already, some seconds of work at a time.
@ApplicationScoped
class TaggingTask implements QueuedTask {

    static final String NAME = "tagging";

    /// There is one piece of this work.
    static final String ALL = "all";

    private static final Logger LOG = Logger.getLogger(TaggingTask.class);
    private static final int BATCH = 100;
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(30);

    private final Tagging tagging;
    private volatile String trouble;

    TaggingTask(Tagging tagging) {
        this.tagging = tagging;
    }

    @Override
    public String name() {
        return NAME;
    }

    /// Why it waits, or null.
    String trouble() {
        return trouble;
    }

    @Override
    public Outcome attempt(String piece) {
        try {
            return Batches.attempt(() -> tagging.pending(BATCH), this::tag, this::delayed);
        } catch (EmbeddingException e) {
            delayed(e.getMessage());
            return new Outcome.Postponed(Instant.now().plus(e.outage().orElse(PAUSE_AFTER_FAILURE)));
        }
    }

    private void tag(List<UUID> images) {
        tagging.tag(images);
        trouble = null;
    }

    private void delayed(String reason) {
        LOG.warnf("Pictures are tagged later: %s", reason);
        trouble = reason;
    }
}
