package dev.sightline.picture;

/// A smaller copy of a picture for showing.
///
/// @param size the length that its longer side was to have, which names it; the picture itself may be smaller
/// @param jpeg the file: sRGB, without any metadata
public record Rendition(int size, int width, int height, byte[] jpeg) {}
