package dev.sightline.cli;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
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

    /// Stores the bytes as the slot allows, read as they are sent.
    ///
    /// @throws RefusedException      in the storage's own words
    /// @throws FileNotFoundException if the bytes are not there any more
    /// @throws IOException           if the storage cannot be reached
    void store(Api.Slot slot, Upload upload) throws IOException {
        String boundary = "sightline-" + UUID.randomUUID();
        HttpRequest request = HttpRequest.newBuilder(slot.url())
                .timeout(PATIENCE)
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(form(slot, upload, boundary))
                .build();
        HttpResponse<String> response = retries.send(request, lost -> true);
        if (response.statusCode() >= 300) {
            throw new RefusedException(response.statusCode(), "the storage refused it: " + words(response));
        }
    }

    /// The file is the last part: S3 ignores what comes after it.
    private static BodyPublisher form(Api.Slot slot, Upload upload, String boundary) throws FileNotFoundException {
        StringBuilder fields = new StringBuilder();
        slot.fields().forEach((name, value) -> fields.append("--" + boundary + "\r\n")
                .append("Content-Disposition: form-data; name=\"" + name + "\"\r\n\r\n")
                .append(value + "\r\n"));
        fields.append("--" + boundary + "\r\n")
                .append("Content-Disposition: form-data; name=\"file\"; filename=\"picture\"\r\n")
                .append("Content-Type: " + upload.type() + "\r\n\r\n");
        return BodyPublishers.concat(
                BodyPublishers.ofString(fields.toString()),
                upload.content().open(),
                BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
    }

    private static String words(HttpResponse<String> response) {
        Matcher message = ERROR.matcher(response.body());
        return message.find() ? message.group(1) : "status " + response.statusCode();
    }
}
