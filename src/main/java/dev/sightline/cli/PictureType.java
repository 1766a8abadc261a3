package dev.sightline.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The pictures that a library takes, told by their first bytes: a name may say anything.
enum PictureType {
    JPEG("image/jpeg"),
    PNG("image/png"),
    GIF("image/gif"),
    WEBP("image/webp"),
    BMP("image/bmp");

    private static final int HEAD = 12;
    private static final Set<String> EXTENSIONS = Set.of(
            "jpg", "jpeg", "jpe", "jfif", "png", "gif", "webp", "bmp", "heic", "heif", "avif", "jxl", "jp2", "tif",
            "tiff", "dng", "cr2", "cr3", "nef", "arw", "orf", "rw2", "raf", "svg", "ico", "psd", "tga");

    private final String mediaType;

    PictureType(String mediaType) {
        this.mediaType = mediaType;
    }

    String mediaType() {
        return mediaType;
    }

    static Optional<PictureType> of(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            return of(bytes.readNBytes(HEAD));
        }
    }

    static Optional<PictureType> of(byte[] head) {
        String start = new String(head, ISO_8859_1);
        if (start.startsWith("\u00ff\u00d8\u00ff")) {
            return Optional.of(JPEG);
        }
        if (start.startsWith("\u0089PNG\r\n\u001a\n")) {
            return Optional.of(PNG);
        }
        if (start.startsWith("GIF87a") || start.startsWith("GIF89a")) {
            return Optional.of(GIF);
        }
        if (start.startsWith("RIFF") && start.startsWith("WEBP", 8)) {
            return Optional.of(WEBP);
        }
        return start.startsWith("BM") && start.startsWith("\0\0\0\0", 6) ? Optional.of(BMP) : Optional.empty();
    }

    /// Whether a file is meant as a picture, going by its name: people want to know why it is not taken.
    static boolean isClaimedBy(String name) {
        int dot = name.lastIndexOf('.');
        return EXTENSIONS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
    }
}
