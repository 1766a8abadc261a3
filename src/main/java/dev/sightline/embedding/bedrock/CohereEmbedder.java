package dev.sightline.embedding.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sightline.embedding.Embedder;
import dev.sightline.embedding.EmbeddingException;
import dev.sightline.embedding.Purpose;
import dev.sightline.embedding.Space;
import dev.sightline.embedding.Vector;
import dev.sightline.embedding.remote.Answers;
import dev.sightline.embedding.remote.Haste;
import dev.sightline.picture.Picture;
import java.util.List;
import java.util.Map;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;

/// Cohere Embed 3, which understands texts alone: of a picture it knows what is written about it. It is told whether a
/// text is to be found or asks.
final class CohereEmbedder implements Embedder {

    static final String ENGLISH = "cohere.embed-english-v3";
    static final String MULTILINGUAL = "cohere.embed-multilingual-v3";

    /// By their ids, how people call them.
    static final Map<String, String> NAMES =
            Map.of(ENGLISH, "Cohere Embed English 3", MULTILINGUAL, "Cohere Embed Multilingual 3");

    /// By the same, how settings, API and command line call them.
    static final Map<String, String> IDS = Map.of(ENGLISH, "cohere-english", MULTILINGUAL, "cohere-multilingual");

    static final int DIMENSION = 1024;

    /// The most texts of a request.
    private static final int BATCH = 96;

    /// The most characters of a text.
    private static final int CHARACTERS = 2048;

    /// The service does not say how many tokens a text has; English has about one for so many characters.
    private static final int CHARACTERS_OF_TOKEN = 4;

    private final BedrockModel model;
    private final Space space;

    /// @param modelId one of [#NAMES]
    CohereEmbedder(BedrockModel model, String modelId) {
        this.model = model;
        this.space =
                new Space("cohere", NAMES.get(modelId), modelId, "fp32", "", "{}", inputType(Purpose.INDEX), DIMENSION);
    }

    @Override
    public Space space() {
        return space;
    }

    @Override
    public boolean seesPictures() {
        return false;
    }

    @Override
    public int concurrency() {
        return model.concurrency();
    }

    @Override
    public List<Vector> texts(List<String> texts, Purpose purpose) {
        var haste = Haste.of(purpose, texts.size());
        var batches = texts.stream()
                .map(CohereEmbedder::fitting)
                .gather(Gatherers.windowFixed(BATCH))
                .toList();
        return model.each(batches, batch -> vectors(batch, purpose, haste)).stream()
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public List<Vector> images(List<Picture> pictures, Purpose purpose) {
        throw new EmbeddingException(
                "%s sees no pictures: have them described, and it understands that.".formatted(space.model()),
                false,
                null);
    }

    /// A text that is too long loses its end, but no half of a character.
    private static String fitting(String text) {
        if (text.length() <= CHARACTERS) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(CHARACTERS - 1)) ? CHARACTERS - 1 : CHARACTERS;
        return text.substring(0, end);
    }

    private List<Vector> vectors(List<String> texts, Purpose purpose, Haste haste) {
        var answer = model.invoke(request(texts, purpose), haste);
        long characters = texts.stream().mapToLong(String::length).sum();
        model.used(0, Math.ceilDiv(characters, CHARACTERS_OF_TOKEN));
        JsonNode vectors = answer.at("/embeddings/float");
        if (vectors.size() != texts.size()) {
            throw new EmbeddingException(
                    "%s answers %d vectors for %d texts.".formatted(space.model(), vectors.size(), texts.size()),
                    true,
                    null);
        }
        return IntStream.range(0, texts.size())
                .mapToObj(i -> Answers.vector(space.model(), vectors.get(i), DIMENSION))
                .toList();
    }

    private static ObjectNode request(List<String> texts, Purpose purpose) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        var all = request.putArray("texts");
        texts.forEach(all::add);
        request.put("input_type", inputType(purpose));
        request.putArray("embedding_types").add("float");
        // Tokens that are still too many; the service alone counts them.
        return request.put("truncate", "END");
    }

    private static String inputType(Purpose purpose) {
        return switch (purpose) {
            case INDEX -> "search_document";
            case QUERY, MIXED_QUERY -> "search_query";
        };
    }
}
