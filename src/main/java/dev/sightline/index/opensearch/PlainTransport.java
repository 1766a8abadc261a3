package dev.sightline.index.opensearch;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sightline.index.EngineHttp;
import dev.sightline.index.EngineHttp.Answer;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Optional;

/// To a cluster of somebody's own, with a name and a password if there are any.
record PlainTransport(EngineHttp http, URI site, Optional<String> username, Optional<String> password)
        implements Transport {

    @Override
    public Answer send(String method, String path, String mediaType, String body, Duration patience) {
        var headers = new HashMap<String, String>();
        if (body != null) {
            headers.put("content-type", mediaType);
        }
        username.ifPresent(name -> headers.put(
                "authorization",
                "Basic " + Base64.getEncoder().encodeToString((name + ":" + password.orElse("")).getBytes(UTF_8))));
        return http.send(method, site.resolve(path), headers, body, patience);
    }
}
