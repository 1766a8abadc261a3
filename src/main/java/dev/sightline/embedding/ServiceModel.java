package dev.sightline.embedding;

import java.util.Optional;
import java.util.function.Supplier;

/// A model that a service runs.
///
/// @param id        by which settings, API and command line call it
/// @param name      by which people call it, with where it runs
/// @param service   that runs it: `Amazon Bedrock`
/// @param languages of the texts it understands, or null if nobody says
/// @param dimension of its vectors
/// @param usage     the name under which its usage is counted, of all dimensions together
/// @param price     or null if it is not paid for by what it is asked
/// @param opening   gives an embedder, and asks the service nothing
/// @param trouble   why the service did not answer lately, if it did not
public record ServiceModel(
        String id,
        String name,
        String service,
        String languages,
        int dimension,
        String usage,
        Price price,
        Supplier<Embedder> opening,
        Supplier<Optional<String>> trouble) {}
