package dev.sightline.ingest;

import dev.sightline.ingest.DecodingMemory.Admission;
import dev.sightline.ingest.IngestRepository.Decoded;
import dev.sightline.ingest.IngestRepository.Work;
import dev.sightline.picture.Picture;
import dev.sightline.picture.PictureReading;
import dev.sightline.picture.Rendition;
import dev.sightline.storage.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/// Reads pictures from the storage within a budget of memory.
@ApplicationScoped
class PictureIntake {

    private final ObjectStore objects;
    private final DecodingMemory memory;
    private final long maxPixels;

    PictureIntake(ObjectStore objects, IngestConfig config) {
        this.objects = objects;
        this.memory = new DecodingMemory(config.memory().asLongValue());
        this.maxPixels = config.maxMegapixels() * 1_000_000L;
    }
}
