package dev.sightline.download;

import dev.sightline.ingest.SweepTask;
import jakarta.enterprise.context.ApplicationScoped;

/// Forgets links that have expired.
@ApplicationScoped
class DownloadSweep implements SweepTask {

    private final DownloadRepository repository;

    DownloadSweep(DownloadRepository repository) {
        this.repository = repository;
    }

    @Override
    public void sweep() {
        repository.forgetExpired();
    }
}
