package dev.sightline.index.opensearch;

import dev.sightline.index.EngineHttp.Answer;
import java.time.Duration;

/// Sends requests to OpenSearch, signed or with a password.
interface Transport {

    /// @param path from `/` on; its query, if any, as `name=value`, sorted
    /// @param body or null
    /// @throws dev.sightline.index.EngineException if there is no answer in time
    Answer send(String method, String path, String mediaType, String body, Duration patience);
}
