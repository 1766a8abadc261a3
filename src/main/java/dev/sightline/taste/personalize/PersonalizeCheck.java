package dev.sightline.taste.personalize;

import dev.sightline.aws.AwsAccess;
import dev.sightline.aws.AwsConfig;
import dev.sightline.taste.TasteConfig;
import dev.sightline.taste.TasteConfig.Provider;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// Looks at the start whether the settings have all that the service needs.
@ApplicationScoped
class PersonalizeCheck {

    private final TasteConfig taste;
    private final PersonalizeConfig config;
    private final AwsConfig aws;
    private final AwsAccess access;

    PersonalizeCheck(TasteConfig taste, PersonalizeConfig config, AwsConfig aws, AwsAccess access) {
        this.taste = taste;
        this.config = config;
        this.aws = aws;
        this.access = access;
    }

    /// @throws ConfigurationException if anything is missing; it names the setting, and the start ends with it
    void check(@Observes StartupEvent event) {
        if (taste.provider() != Provider.PERSONALIZE) {
            return;
        }
        require(
                aws.region().filter(region -> region.matches("[a-z0-9-]+")).isPresent(),
                "sightline.aws.region is not set, nor is AWS_REGION. Name the region of Amazon Personalize, such as eu-central-1.");
        require(
                config.bucket()
                        .filter(bucket -> bucket.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]"))
                        .isPresent(),
                "sightline.taste.personalize.bucket has to be the name of an S3 bucket in the region, which Amazon Personalize may read.");
        require(
                config.role()
                        .filter(role -> role.matches("arn:aws[a-z-]*:iam::\\d{12}:role/.+"))
                        .isPresent(),
                "sightline.taste.personalize.role has to be the ARN of the role in which Amazon Personalize reads the bucket, such as"
                        + " arn:aws:iam::123456789012:role/personalize.");
        require(
                config.prefix().matches("[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*"),
                "sightline.taste.personalize.prefix may have letters, digits, '-', '_' and '/' between them.");
        require(
                config.minimumTps() >= 1 && config.eventQueue() >= 1 && config.breakerFailures() >= 1,
                "sightline.taste.personalize.minimum-tps, .event-queue and .breaker-failures are at least 1.");
        access.requireWhole();
    }

    private static void require(boolean isRight, String otherwise) {
        if (!isRight) {
            throw new ConfigurationException(otherwise);
        }
    }
}
