package dev.sightline.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Base64;

/// Turns the place where a listing goes on into an opaque text, and back.
@ApplicationScoped
public class Cursors {

    private final ObjectMapper json;

    Cursors(ObjectMapper json) {
        this.json = json;
    }

    public String write(Object place) {
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(json.writeValueAsBytes(place));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// @throws ProblemException 410 if this was not written by [#write(Object)] for such a place
    public <T> T read(String cursor, Class<T> type) {
        try {
            return json.readValue(Base64.getUrlDecoder().decode(cursor), type);
        } catch (IllegalArgumentException | IOException e) {
            throw ProblemException.cursorExpired();
        }
    }
}
