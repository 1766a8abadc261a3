package dev.sightline.ingest;

import java.util.UUID;

/// Jobs of another kind than taking images in, listed and retried with these.
public interface RetriedJobs {

    /// As the table of jobs has it.
    String kind();

    /// Begins the job of an image anew, which has failed or waits.
    void retry(UUID image);
}
