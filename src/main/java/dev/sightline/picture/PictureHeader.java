package dev.sightline.picture;

/// What is known of a picture before its pixels are decoded.
///
/// @param width         in pixels, as displayed
/// @param height        in pixels, as displayed
/// @param sequence      whether the file has more than one frame or page; only the first is decoded
/// @param decodingBytes the most memory, in bytes of heap and native memory together, that decoding and
///                      [PictureReading#of] hold at one time, besides the file's own bytes
public record PictureHeader(
        MediaType type, int width, int height, Sequence sequence, PictureMetadata metadata, long decodingBytes) {}
