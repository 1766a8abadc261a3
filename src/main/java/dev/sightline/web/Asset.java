package dev.sightline.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.impl.MimeMapping;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// A file of the site.
///
/// @param tag  its content hash, as an ETag; weak, since it goes out compressed or not
/// @param type with the character set, where it is text
record Asset(Buffer bytes, String tag, String type, boolean isText) {

    private static final Pattern PATH = Pattern.compile("/assets(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+");

    /// The file at a path such as `/assets/base.css`, if there is one.
    static Optional<Asset> at(String path) {
        if (!PATH.matcher(path).matches()) {
            return Optional.empty();
        }
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (InputStream file = loader.getResourceAsStream("META-INF/resources" + path)) {
            return Optional.ofNullable(file == null ? null : of(path, file.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Asset of(String path, byte[] bytes) {
        String type =
                Optional.ofNullable(MimeMapping.getMimeTypeForFilename(path)).orElse("application/octet-stream");
        boolean isText = type.startsWith("text/") || type.endsWith("javascript") || type.endsWith("+xml");
        return new Asset(
                Buffer.buffer(bytes), "W/\"" + digest(bytes) + "\"", isText ? type + ";charset=UTF-8" : type, isText);
    }

    /// Names the content, in 32 hexadecimal digits.
    static String digest(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
