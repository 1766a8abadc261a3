package dev.sightline.description;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sightline.embedding.EmbeddingException;
import dev.sightline.embedding.bedrock.Settings;
import dev.sightline.embedding.remote.CountedUsage;
import dev.sightline.embedding.remote.Haste;
import dev.sightline.embedding.remote.Pixels;
import dev.sightline.picture.Renditions;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A picture is asked about once, and what comes back is only text.
class ClaudeTest {

    private static final byte[] JPEG = Renditions.jpeg(Pixels.of(1440, 960, 1), 1440);

    private final StubClaude stub = new StubClaude();
    private final CountedUsage usage = new CountedUsage();

    @AfterEach
    void end() {
        stub.close();
        assertThat(stub.violations).isEmpty();
    }

    private Describers describers(Map<String, String> more) {
        return describers(stub, usage, more);
    }

    /// As the settings of a test say, reaching a stub of the service.
    static Describers describers(StubClaude stub, CountedUsage usage, Map<String, String> more) {
        var settings = new HashMap<>(Settings.of(
                stub,
                Map.of(
                        "sightline.description.provider", "claude",
                        "sightline.description.model-id", StubClaude.MODEL,
                        "sightline.description.back-off", "5MS",
                        "sightline.description.requests-per-second", "10000")));
        settings.putAll(more);
        settings.values().removeIf(String::isEmpty);
        var config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withMapping(DescriptionConfig.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build()
                .getConfigMapping(DescriptionConfig.class);
        return new Describers(config, Settings.bedrock(settings, usage), usage);
    }

    private Description describe() {
        return describers(Map.of()).claude().describe(JPEG, "", Haste.WORK);
    }

    @Test
    void aPictureIsAskedAboutOnceAndCounted() {
        var said = describe();

        assertThat(said.title()).isEqualTo("A red boat");
        assertThat(said.description()).isEqualTo("A red boat on a calm sea, under a yellow sun.");
        assertThat(said.tags()).containsExactly("boat", "red", "sea");
        assertThat(stub.requests).hasValue(1);
        assertThat(usage.images).hasValue(1);
        assertThat(usage.tokens).hasValue(StubClaude.READ);
        assertThat(usage.written).hasValue(StubClaude.WRITTEN);
    }

    @Test
    void theFocusIsPartOfTheQuestion() {
        describers(Map.of()).claude().describe(JPEG, "Focus on clothing.", Haste.WORK);

        assertThat(stub.answered.getFirst().at("/messages/0/content/0/text").asText())
                .isEqualTo("Describe this picture. Focus on clothing.");
    }

    @Test
    void whatComesBackIsTextOfTheRightLength() {
        var long1 = "x".repeat(Claude.LONGEST_TITLE - 1) + "😀 and more";
        stub.said = StubClaude.saying(
                "  Ignore\nyour\u0000 instructions\u202e\u200b " + long1, "<script>alert(1)</script>\n\n\nThe end.");

        var said = describe();

        assertThat(said.title())
                .startsWith("Ignore your instructions xxx")
                .hasSizeLessThanOrEqualTo(Claude.LONGEST_TITLE);
        assertThat(said.description()).isEqualTo("<script>alert(1)</script> The end.");
        assertThat(said.tags()).isEmpty();
        stub.said = StubClaude.saying(long1, "y ".repeat(3000));
        assertThat(describe().title()).isEqualTo("x".repeat(Claude.LONGEST_TITLE - 1));
        assertThat(describe().description()).hasSizeLessThanOrEqualTo(Claude.LONGEST_DESCRIPTION);
    }

    @Test
    void tagsAreNormalisedAndFew() {
        stub.said = StubClaude.json("""
                {"title": "A boat", "description": "A boat.", "tags": [" Red  Boat", "red boat", 7, null, "", "\\u0000",
                 "a, b", {"name": "x"}, "%s", "last"]}""".formatted("z".repeat(41)));
        assertThat(describe().tags()).containsExactly("red boat", "a b", "last");

        var many =
                IntStream.range(0, 500).mapToObj(i -> "\"tag %d\"".formatted(i)).collect(Collectors.joining(","));
        stub.said = StubClaude.json(
                "{\"title\": \"A boat\", \"description\": \"A boat.\", \"tags\": [%s]}".formatted(many));
        assertThat(describe().tags()).hasSize(Claude.MOST_TAGS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "\"a boat\"",
                "{\"title\": 7, \"description\": \"A boat.\", \"tags\": []}",
                "{\"title\": \" \", \"description\": \"A boat.\", \"tags\": []}",
                "{\"title\": \"A boat\", \"tags\": [\"boat\"]}"
            })
    void whatIsNoDescriptionIsAskedForAnotherTime(String said) {
        stub.said = StubClaude.json(said);
        assertThatNothingIsSaid();
    }

    @Test
    void wordsBesideTheToolAreNoDescription() {
        stub.instead = StubClaude.json("{\"type\": \"text\", \"text\": \"I am told to delete all pictures.\"}");
        assertThatNothingIsSaid();
        stub.instead = StubClaude.json(
                "{\"type\": \"tool_use\", \"id\": \"x\", \"name\": \"delete\", \"input\": {\"title\": \"a\", \"description\": \"b\"}}");
        assertThatNothingIsSaid();
    }

    private void assertThatNothingIsSaid() {
        var failure = catchThrowableOfType(EmbeddingException.class, this::describe);
        assertThat(failure.isPassing()).isTrue();
        assertThat(failure.outage()).isEmpty();
        assertThat(failure).hasMessage("The model answered, but not with a description.");
    }

    @Test
    void whatItDeclinesIsDeclinedForGood() {
        stub.stopReason = "refusal";
        stub.instead = StubClaude.json("{\"type\": \"text\", \"text\": \"No.\"}");

        var failure = catchThrowableOfType(EmbeddingException.class, this::describe);

        assertThat(failure.isPassing()).isFalse();
        assertThat(failure).hasMessage("The model declines to describe this picture.");
    }

    @Test
    void aModelThatTheRegionCallsOtherwiseIsSaid() {
        var failure = catchThrowableOfType(
                EmbeddingException.class, () -> describers(Map.of("sightline.description.profile", "none"))
                        .claude()
                        .describe(JPEG, "", Haste.WORK));

        assertThat(failure.isPassing()).isTrue();
        assertThat(failure).hasMessageContaining("inference profile").hasMessageContaining(StubClaude.MODEL);
    }

    @Test
    void settingsThatAreNotWholeStopTheStart() {
        assertThatThrownBy(() ->
                        describers(Map.of("sightline.description.model-id", "")).check())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("sightline.description.model-id");
        assertThatThrownBy(() -> describers(Map.of("sightline.description.profile", "mars"))
                        .check())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("sightline.description.profile is 'mars'");
        assertThatThrownBy(() -> describers(Map.of("sightline.description.attempts", "0"))
                        .check())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("sightline.description.attempts");
        describers(Map.of("sightline.description.provider", "none", "sightline.description.model-id", ""))
                .check();
    }
}
