package dev.sightline.storage;

import java.net.URI;
import java.util.Map;

/// Leave to store one object without any credentials: a form (`multipart/form-data`) of these fields in this order,
/// then the field `file`, posted to the URL. The answer is 201, or an S3 error as XML.
public record PresignedPost(URI url, Map<String, String> fields) {}
