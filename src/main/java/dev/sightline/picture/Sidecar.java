package dev.sightline.picture;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/// A small file beside a picture that says something about it: an XMP sidecar, as Lightroom, darktable and
/// digiKam write it, or the JSON file of Google Takeout.
///
/// @param metadata  what it says, without a moment that is in `moment`
/// @param moment    when the picture was taken, where that is known without the camera's clock, or null
/// @param favourite whether somebody marked it as such
public record Sidecar(PictureMetadata metadata, Instant moment, boolean favourite) {

    /// Bytes of UTF-8.
    public static final int LARGEST = 256 * 1024;

    /// @throws SidecarException if it is neither, with words that say so
    public static Sidecar read(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > LARGEST) {
            throw new SidecarException(
                    "sidecar-too-large",
                    "The sidecar has %,d KB; at most %d are read."
                            .formatted(Math.ceilDiv(bytes.length, 1024), LARGEST / 1024));
        }
        return (looksLikeJson(text) ? Takeout.read(text) : xmp(bytes))
                .orElseThrow(() -> new SidecarException(
                        "sidecar-not-understood", "The sidecar is neither XMP nor a JSON file of Google Takeout."));
    }

    private static boolean looksLikeJson(String text) {
        return text.stripLeading().startsWith("{");
    }

    /// Something that is XML and no more is read as a packet that says nothing.
    private static Optional<Sidecar> xmp(byte[] bytes) {
        boolean named =
                new String(bytes, StandardCharsets.UTF_8).contains("http://www.w3.org/1999/02/22-rdf-syntax-ns#");
        return named ? Xmp.read(bytes).map(metadata -> new Sidecar(metadata, null, false)) : Optional.empty();
    }

    /// What the sidecar says, and what it does not say from the file: its words are newer.
    public PictureMetadata over(PictureMetadata file) {
        var taken = moment == null ? metadata.taken() : TakenAt.of(moment, file.taken());
        return new PictureMetadata(
                        file.orientation(),
                        taken,
                        metadata.camera(),
                        metadata.lens(),
                        metadata.exposure(),
                        metadata.place(),
                        metadata.words())
                .or(file);
    }

    /// What the file says, and what it does not say from the sidecar.
    public PictureMetadata under(PictureMetadata file) {
        return file.or(over(PictureMetadata.NONE));
    }
}
