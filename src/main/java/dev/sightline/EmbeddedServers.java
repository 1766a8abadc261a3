package dev.sightline;

import java.util.Map;
import java.util.Set;

/// A database and an object storage for those who have none of their own. Looked up by [java.util.ServiceLoader], so
/// that an executable built without an implementation has nothing of it.
public interface EmbeddedServers {

    enum Kind {
        DATABASE,
        STORAGE
    }

    /// Starts the servers and returns the settings by which they are reached.
    ///
    /// @throws StartException if they cannot start; nothing of them is left running then
    Map<String, String> start(Set<Kind> wanted, Serving serving);

    /// Stops what was started; waits for a start under way.
    void stop();
}
