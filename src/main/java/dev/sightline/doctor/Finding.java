package dev.sightline.doctor;

import io.quarkus.runtime.annotations.RegisterForReflection;

/// What an examination has found out.
///
/// @param subject what was examined, as people call it: `Database`
/// @param words   what is so
/// @param remedy  what to do about it; empty where all is well
@RegisterForReflection
public record Finding(String subject, Level level, String words, String remedy) {

    @RegisterForReflection
    public enum Level {
        /// As it should be.
        FINE,
        /// It works, and something about it should be known or mended.
        ADVICE,
        /// It does not work.
        WRONG
    }

    public static Finding fine(String subject, String words) {
        return new Finding(subject, Level.FINE, words, "");
    }

    public static Finding advice(String subject, String words, String remedy) {
        return new Finding(subject, Level.ADVICE, words, remedy);
    }

    public static Finding wrong(String subject, String words, String remedy) {
        return new Finding(subject, Level.WRONG, words, remedy);
    }
}
