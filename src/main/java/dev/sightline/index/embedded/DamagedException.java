package dev.sightline.index.embedded;

/// A vector on the disk is not the one that was written. What was asked can be asked again: the index is loaded anew.
final class DamagedException extends IllegalStateException {

    DamagedException() {
        super("The index is damaged on the disk. It is loaded anew; search again.");
    }
}
