package dev.sightline.ingest;

import java.util.List;

/// A part of a list of jobs.
///
/// @param next the cursor of the next part, or null at the end
record JobPage(List<Job> jobs, String next) {}
