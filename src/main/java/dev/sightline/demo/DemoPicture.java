package dev.sightline.demo;

import dev.sightline.demo.scene.Scene;
import java.util.List;

/// One drawn picture, and what is known about it. Only the name, the media type and the bytes are for the product: an
/// import that was told the rest would prove nothing.
///
/// @param name         says nothing about the picture: `demo-0001.png`, numbered from 1
/// @param bytes        the encoded file; not copied
/// @param title        a few words: count, colour, subject, time
/// @param caption      all attributes in one sentence
/// @param alternatives some attributes each, as people would search for them
public record DemoPicture(
        String name,
        String mediaType,
        byte[] bytes,
        Scene scene,
        String title,
        Caption caption,
        List<Caption> alternatives) {}
