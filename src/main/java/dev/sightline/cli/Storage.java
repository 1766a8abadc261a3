package dev.sightline.cli;

import dev.sightline.storage.PostForm;
import dev.sightline.storage.PresignedPost;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The object storage, as far as a server has given leave to post to it.
final class Storage {

    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final Pattern ERROR = Pattern.compile("<Message>([^<]*)</Message>");

    private final Retries retries;

    Storage(HttpClient http, int attempts) {
        retries = new Retries(http, attempts, Set.of(429, 500, 502, 503, 504));
    }

    /// Stores the bytes, read as they are sent.
    ///
    /// @throws RefusedException      in the storage's own words
    /// @throws FileNotFoundException if the bytes are not there any more
    /// @throws IOException           if the storage cannot be reached
    void store(PresignedPost post, Upload upload) throws IOException {
        HttpRequest request = PostForm.request(post, upload.content().open())
                .timeout(PATIENCE)
                .build();
        HttpResponse<String> response = retries.send(request, lost -> true);
        if (response.statusCode() >= 300) {
            throw new RefusedException(response.statusCode(), "the storage refused it: " + words(response));
        }
    }

    private static String words(HttpResponse<String> response) {
        Matcher message = ERROR.matcher(response.body());
        return message.find() ? message.group(1) : "status " + response.statusCode();
    }
}
