package dev.sightline.index;

/// The engine answers, and has no index of this name: somebody deleted it, or it was restored to an earlier state.
public class MissingIndexException extends RuntimeException {

    public MissingIndexException(String name) {
        super("There is no index " + name + " any more.");
    }
}
