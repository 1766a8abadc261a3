package dev.sightline.ingest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

/// How many pictures could not be taken in: every page says so, until somebody has looked after them.
@ApplicationScoped
@Named
public class Failures {

    private final IngestRepository repository;

    Failures(IngestRepository repository) {
        this.repository = repository;
    }

    public Long count() {
        return repository.failures();
    }
}
