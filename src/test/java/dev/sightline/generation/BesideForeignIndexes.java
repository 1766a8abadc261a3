package dev.sightline.generation;

import dev.sightline.embedding.bedrock.BedrockServers;
import dev.sightline.testing.OpenSearchServer;
import java.util.HashMap;
import java.util.Map;

/// Servers of its own with a stub of Amazon Bedrock, and OpenSearch, which is not the engine.
public class BesideForeignIndexes extends BedrockServers {

    @Override
    public Map<String, String> start() {
        var settings = new HashMap<>(super.start());
        settings.put("sightline.index.opensearch.url", OpenSearchServer.url().toString());
        return settings;
    }
}
