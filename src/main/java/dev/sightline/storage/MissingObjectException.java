package dev.sightline.storage;

import java.util.NoSuchElementException;

/// There is no object of this key.
public class MissingObjectException extends NoSuchElementException {

    private final String key;

    public MissingObjectException(String key) {
        super("There is no object \"" + key + "\" in the storage.");
        this.key = key;
    }

    public String key() {
        return key;
    }
}
