package dev.sightline.storage;

import java.time.Instant;

/// What the storage knows of an object.
///
/// @param size      in bytes
/// @param mediaType as it was given when the object was stored; empty in a listing, which does not tell
/// @param etag      without quotes; another one means other bytes
public record StoredObject(String key, long size, String mediaType, String etag, Instant lastModified) {}
