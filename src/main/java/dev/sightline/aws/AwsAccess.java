package dev.sightline.aws;

import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;

/// By which credentials the services of AWS are used. They are looked for when they are first needed.
@ApplicationScoped
public class AwsAccess {

    private final AwsConfig config;
    private AwsCredentialsProvider provider;

    public AwsAccess(AwsConfig config) {
        this.config = config;
    }

    /// @throws ConfigurationException one of two keys is set
    public void requireWhole() {
        if (config.accessKey().isPresent() != config.secretKey().isPresent()) {
            throw new ConfigurationException(
                    "sightline.aws.access-key and sightline.aws.secret-key belong together: set both or neither.");
        }
    }

    /// Those that hold now: what a role lends changes every few hours.
    ///
    /// @throws AwsException if there are none
    AwsCredentials credentials() {
        try {
            return provider().resolveCredentials();
        } catch (SdkException e) {
            throw new AwsException(
                    "MissingCredentials",
                    "There are no credentials for AWS. Set sightline.aws.access-key and sightline.aws.secret-key, or give"
                            + " this machine a role or a profile.",
                    false,
                    e);
        }
    }

    private synchronized AwsCredentialsProvider provider() {
        if (provider == null) {
            requireWhole();
            provider = config.accessKey()
                    .<AwsCredentialsProvider>map(key -> StaticCredentialsProvider.create(
                            AwsBasicCredentials.create(key, config.secretKey().orElseThrow())))
                    .orElseGet(() -> DefaultCredentialsProvider.builder().build());
        }
        return provider;
    }
}
