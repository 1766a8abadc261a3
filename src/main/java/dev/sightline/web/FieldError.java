package dev.sightline.web;

import io.quarkus.runtime.annotations.RegisterForReflection;

/// @param field  the path to the value in the body (`files[0].name`), or the name of the parameter
/// @param detail what the value must be
@RegisterForReflection
public record FieldError(String field, String detail) {}
