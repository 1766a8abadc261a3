package dev.sightline.download;

import dev.sightline.account.Person;
import dev.sightline.download.DownloadRepository.Content;
import dev.sightline.library.Collections;
import dev.sightline.web.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// Many originals as one file: first said which, then fetched under a link that holds for a while.
@ApplicationScoped
class Downloads {

    /// A transfer that broke off can be repeated within this time.
    private static final Duration LIFE = Duration.ofMinutes(15);

    private final DownloadRepository repository;
    private final Collections collections;

    Downloads(DownloadRepository repository, Collections collections) {
        this.repository = repository;
        this.collections = collections;
    }

    /// @param count of the images that are there
    /// @param size  of them all, in bytes
    record Prepared(UUID id, int count, long size, Instant expiresAt) {}

    /// @throws ProblemException 404 if none of these images is there
    Prepared prepare(List<UUID> asked, Person person) {
        var images = asked.stream().distinct().toList();
        var there = repository.contents(collections.library(), images).stream()
                .filter(content -> content.object() != null)
                .toList();
        if (there.isEmpty()) {
            throw new ProblemException(
                    404, "image-not-found", "None of these images is there. They may have been deleted.");
        }
        // Whoever knows it may fetch it, so it must not be one that follows from the time.
        var id = UUID.randomUUID();
        var expiresAt = Instant.now().plus(LIFE);
        repository.insert(id, person, images, expiresAt);
        return new Prepared(
                id, there.size(), there.stream().mapToLong(Content::size).sum(), expiresAt);
    }

    /// What goes into the archive, with what is gone since.
    ///
    /// @throws ProblemException 404 if the link has expired, or never was one
    List<Content> contents(UUID id, Person person) {
        var images = repository
                .images(id, person)
                .orElseThrow(() -> new ProblemException(
                        404,
                        "download-not-found",
                        "This link has expired. Choose the pictures and download them again."));
        return repository.contents(collections.library(), images);
    }
}
