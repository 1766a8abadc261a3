package dev.sightline.cli;

import dev.sightline.picture.MediaType;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A picture that is about to be uploaded.
///
/// @param size   in bytes
/// @param sha256 of the bytes, in hexadecimal
/// @param sidecar what was beside it, or null
record Upload(String name, long size, String type, String sha256, Content content, String sidecar) {

    /// Where the bytes come from, each time they are sent.
    @FunctionalInterface
    interface Content {
        BodyPublisher open() throws FileNotFoundException;
    }

    /// A file, read once for its hash and once more when it is sent; never as a whole.
    static Upload of(Path file, MediaType type) throws IOException {
        MessageDigest digest = digest();
        try (InputStream bytes = new DigestInputStream(Files.newInputStream(file), digest)) {
            long size = bytes.transferTo(OutputStream.nullOutputStream());
            return new Upload(
                    file.getFileName().toString(),
                    size,
                    type.mimeType(),
                    HexFormat.of().formatHex(digest.digest()),
                    () -> BodyPublishers.ofFile(file),
                    null);
        }
    }

    static Upload of(String name, String type, byte[] bytes) {
        return new Upload(
                name,
                bytes.length,
                type,
                HexFormat.of().formatHex(digest().digest(bytes)),
                () -> BodyPublishers.ofByteArray(bytes),
                null);
    }

    Api.NewFile announcement() {
        return new Api.NewFile(name, size, type, sha256, sidecar == null ? null : new Api.Sidecar(sidecar));
    }

    Upload with(String sidecar) {
        return new Upload(name, size, type, sha256, content, sidecar);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
