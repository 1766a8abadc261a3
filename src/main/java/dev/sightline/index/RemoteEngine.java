package dev.sightline.index;

import java.util.Optional;

/// An engine that runs elsewhere, and has an index for each generation that it serves.
///
/// Every method apart from the first two may throw [EngineException].
public interface RemoteEngine {

    Engine engine();

    /// What the settings lack, as a sentence that names the setting; empty if nothing.
    Optional<String> lacking();

    /// Makes an index, or takes one of this name that is as it would be made.
    ///
    /// @param name of small letters, digits and `-`, at most 40
    VectorIndex create(String name, int dimension);

    /// @throws MissingIndexException if there is none of this name
    VectorIndex open(String name, int dimension);

    /// Deletes an index; one that is not there is no error.
    void drop(String name);

    /// Tells the engine that searches use this index from now on, where somebody else might want to know.
    default void serve(String name) {}
}
