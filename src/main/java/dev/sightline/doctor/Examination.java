package dev.sightline.doctor;

import java.util.List;

/// Tries one thing that the settings name, for real, and leaves nothing behind. A feature that needs a service has one:
/// a bean beside the code that uses the service.
public interface Examination {

    /// What is examined, as people call it.
    String subject();

    /// At least one finding. What it throws counts as one that is wrong.
    List<Finding> findings();
}
