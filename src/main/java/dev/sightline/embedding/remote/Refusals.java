package dev.sightline.embedding.remote;

import dev.sightline.aws.AwsException;

/// What the refusals of a service mean.
public interface Refusals {

    /// Whether it is about the text or picture that it was sent, so that the same one is refused always.
    boolean isOfContent(AwsException refusal);

    /// Whether the service is away for everybody, and comes back by itself.
    default boolean isOutage(AwsException refusal) {
        return refusal.isPassing() || refusal.isOfCredentials();
    }

    /// What a person can do about a refusal that does not pass by itself, as a sentence.
    String advice(AwsException refusal);
}
