package dev.sightline.tag;

import dev.sightline.ingest.SweepTask;
import dev.sightline.library.Tagged;
import jakarta.enterprise.context.ApplicationScoped;

/// Forgets which tags changed long ago.
@ApplicationScoped
class TagSweep implements SweepTask {

    private final Tagged tagged;

    TagSweep(Tagged tagged) {
        this.tagged = tagged;
    }

    @Override
    public void sweep() {
        tagged.forgetChanges();
    }
}
