package dev.sightline.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/// Turns the place where a listing goes on into an opaque text, and back.
@ApplicationScoped
public class Cursors {

    /// Bytes of the digest before the place: enough to notice every change that nobody computed.
    private static final int DIGEST = 8;

    private final ObjectMapper json;

    Cursors(ObjectMapper json) {
        this.json = json;
    }

    public String write(Object place) {
        try {
            byte[] written = json.writeValueAsBytes(place);
            byte[] cursor = Arrays.copyOf(digest(written, place.getClass()), DIGEST + written.length);
            System.arraycopy(written, 0, cursor, DIGEST, written.length);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// @throws ProblemException 410 if this is not as [#write(Object)] has written it for such a place
    public <T> T read(String cursor, Class<T> type) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            byte[] written = Arrays.copyOfRange(bytes, Math.min(DIGEST, bytes.length), bytes.length);
            byte[] digest = Arrays.copyOf(bytes, DIGEST);
            if (!Arrays.equals(digest, digest(written, type))) {
                throw ProblemException.cursorExpired();
            }
            return json.readValue(written, type);
        } catch (IllegalArgumentException | IOException e) {
            throw ProblemException.cursorExpired();
        }
    }

    /// Of the place and of what kind it is, so that no listing takes the cursor of another.
    private static byte[] digest(byte[] written, Class<?> type) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(type.getName().getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(digest.digest(written), DIGEST);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
