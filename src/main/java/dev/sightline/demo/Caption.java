package dev.sightline.demo;

import dev.sightline.demo.scene.Attribute;
import java.util.Set;

/// A caption and the attributes that it states: whatever shares these with the captioned scene is as right an answer.
public record Caption(String text, Set<Attribute> states) {}
