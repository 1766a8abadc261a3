package dev.sightline.embedding.clip;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// A short name for the exact content of a model, so that two models that differ in a bit never pass for one.
final class Revision {

    private static final int DIGITS = 12;

    private Revision() {}

    /// Reads all files that the vectors depend on, and takes as long as that, unless what is in them is known.
    ///
    /// @return the first digits of the SHA-256 of a list of the files with the SHA-256 of each
    static String of(ModelFiles files, ModelDescription description) {
        var paths = new ArrayList<>(List.of(ModelFiles.CONFIG, ModelFiles.PREPROCESSOR, ModelFiles.TOKENIZER));
        paths.addAll(description.text().paths(files));
        paths.addAll(description.vision().paths(files));
        var list = new StringBuilder();
        for (var path : paths) {
            list.append(files.digest(path).orElseGet(() -> files.read(path, Revision::digest)))
                    .append("  ")
                    .append(path)
                    .append('\n');
        }
        return hex(sha256().digest(list.toString().getBytes(UTF_8))).substring(0, DIGITS);
    }

    private static String digest(InputStream in) throws IOException {
        var digested = new DigestInputStream(in, sha256());
        digested.transferTo(OutputStream.nullOutputStream());
        return hex(digested.getMessageDigest().digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }
}
