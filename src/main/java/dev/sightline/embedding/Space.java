package dev.sightline.embedding;

/// What makes vectors comparable: two vectors may be compared only if all of this is equal.
///
/// @param provider      `clip`, `titan`, ...
/// @param model         the model's name, as people know it
/// @param revision      of the model's files: a digest, or the version the service names
/// @param quantisation  `fp32`, `int8`, ...
/// @param preprocessing what is done to a picture before the model sees it
/// @param prompt        the template around a text, `{}` where it stands
/// @param purpose       what the service was told that the vectors are for, empty where it does not ask
/// @param dimension     the number of values of a vector
public record Space(
        String provider,
        String model,
        String revision,
        String quantisation,
        String preprocessing,
        String prompt,
        String purpose,
        int dimension) {}
