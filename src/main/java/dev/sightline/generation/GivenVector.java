package dev.sightline.generation;

/// A vector from elsewhere, with what says of which picture it is.
///
/// @param name   of the picture's object or file, whatever folders are before it
/// @param image  its id, if whoever gives it has one; it need not be one of a picture here; or null
/// @param values of any length and dimension
record GivenVector(String name, String image, float[] values) {

    /// The last part of its path; PostgreSQL knows no U+0000.
    String last() {
        return name.substring(name.lastIndexOf('/') + 1).replace('\0', '\ufffd');
    }
}
