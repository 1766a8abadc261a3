package dev.sightline.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sightline.web.Frame.Section;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.resteasy.reactive.server.EndpointDisabled;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;
import java.util.regex.Pattern;

/// The living page of what pages are made of, for those who build them: all tokens, icons and controls, as they are
/// now. It exists in development and in tests only.
@Path("/ui")
@EndpointDisabled(name = "sightline.components", stringValue = "false", disableIfMissing = true)
@Blocking
public class ComponentsPage {

    private static final Pattern TOKEN = Pattern.compile("(?m)^ {2}--(?<name>[a-z0-9-]+): (?<value>[^;]+);");
    private static final Pattern SYMBOL = Pattern.compile("<symbol id=\"(?<name>[a-z-]+)\"");

    /// `templates/web/components.html`
    @CheckedTemplate(basePath = "web")
    record components(Frame frame, List<Token> colours, List<Token> texts, List<Token> spaces, List<String> icons)
            implements TemplateInstance {}

    /// A custom property, without its two dashes.
    public record Token(String name, String value) {

        boolean isColour() {
            return value.contains("oklch") || value.contains("color-mix");
        }
    }

    @GET
    @Produces("text/html")
    public TemplateInstance page() {
        return new components(
                Frame.of("Components", Section.NONE),
                tokens().stream().filter(Token::isColour).toList(),
                named("text-"),
                named("space-"),
                read("icons.svg", SYMBOL));
    }

    /// One class a token, since pages have no inline styles.
    @GET
    @Path("tokens.css")
    @Produces("text/css")
    public String styles() {
        var styles = new StringBuilder(".specimens{display:grid;gap:32px;padding:24px var(--gutter) 64px}"
                + ".specimens ul.swatches{display:grid;gap:12px;grid-template-columns:repeat(auto-fill,minmax(140px,1fr))}"
                + ".specimens ul:not(.swatches),.specimens p{display:flex;flex-wrap:wrap;gap:12px;align-items:center}"
                + ".specimens .swatch{display:block;height:48px;border-radius:var(--radius);border:1px solid var(--line)}"
                + ".specimens .space{display:block;height:12px;background:var(--accent)}");
        tokens().stream()
                .filter(Token::isColour)
                .forEach(token -> styles.append(".token-%1$s{background:var(--%1$s)}".formatted(token.name())));
        named("text-").forEach(token -> styles.append(".token-%1$s{font-size:var(--%1$s)}".formatted(token.name())));
        named("space-").forEach(token -> styles.append(".token-%1$s{width:var(--%1$s)}".formatted(token.name())));
        return styles.toString();
    }

    private static List<Token> named(String prefix) {
        return tokens().stream()
                .filter(token -> token.name().startsWith(prefix))
                .toList();
    }

    private static List<Token> tokens() {
        return TOKEN.matcher(text("tokens.css"))
                .results()
                .map(found -> new Token(found.group("name"), found.group("value")))
                .toList();
    }

    private static List<String> read(String file, Pattern pattern) {
        return pattern.matcher(text(file))
                .results()
                .map(found -> found.group("name"))
                .toList();
    }

    private static String text(String file) {
        return Asset.at("/assets/" + file).orElseThrow().bytes().toString(UTF_8);
    }
}
