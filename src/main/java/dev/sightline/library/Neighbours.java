package dev.sightline.library;

/// The images beside one in the library; null at either end.
public record Neighbours(Image newer, Image older) {}
