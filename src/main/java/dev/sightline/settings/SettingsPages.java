package dev.sightline.settings;

import dev.sightline.library.Collections;
import dev.sightline.settings.Look.Density;
import dev.sightline.settings.Look.Theme;
import dev.sightline.settings.SettingsPage.Choice;
import dev.sightline.settings.SettingsPage.Command;
import dev.sightline.status.StorageUsage;
import dev.sightline.web.Frame;
import dev.sightline.web.Frame.Section;
import dev.sightline.web.ProblemException;
import dev.sightline.web.ServerCommand;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.NewCookie.SameSite;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.Cache;
import org.jboss.resteasy.reactive.RestForm;

/// What can be chosen, and how the library is.
@Path("/settings")
@Produces(MediaType.TEXT_HTML)
@Blocking
class SettingsPages {

    /// Browsers keep no cookie for longer.
    private static final Duration KEPT = Duration.ofDays(400);

    private final Appearance appearance;
    private final Collections collections;
    private final StorageUsage storage;
    private final Whereabouts whereabouts;
    private final String version;

    SettingsPages(
            Appearance appearance,
            Collections collections,
            StorageUsage storage,
            Whereabouts whereabouts,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.appearance = appearance;
        this.collections = collections;
        this.storage = storage;
        this.whereabouts = whereabouts;
        this.version = version;
    }

    @GET
    @Cache(isPrivate = true, noCache = true)
    public TemplateInstance settings(@Context UriInfo request) {
        return new SettingsPage(
                Frame.of("Settings", Section.SETTINGS),
                themes(appearance.look().theme()),
                densities(appearance.look().density()),
                StorageFacts.of(storage.of(collections.library())),
                whereabouts.facts(),
                commands(request.getBaseUri()),
                version,
                "Java " + Runtime.version().feature());
    }

    private static List<Choice> themes(Theme chosen) {
        return List.of(
                choice(Theme.SYSTEM, "As the system", "Light or dark with your device.", chosen),
                choice(Theme.LIGHT, "Light", "Always light, whatever the device does.", chosen),
                choice(Theme.DARK, "Dark", "Always dark, whatever the device does.", chosen));
    }

    private static List<Choice> densities(Density chosen) {
        return List.of(
                choice(Density.SMALL, "Small", "More pictures at a glance.", chosen),
                choice(Density.MEDIUM, "Medium", "Some of both.", chosen),
                choice(Density.LARGE, "Large", "Fewer pictures, and more of each.", chosen));
    }

    private static Choice choice(Enum<?> value, String name, String effect, Enum<?> chosen) {
        return new Choice(Look.code(value), name, effect, value == chosen);
    }

    private static List<Command> commands(URI server) {
        return List.of(
                new Command("A folder with all its folders", ServerCommand.of("import ~/Pictures", server)),
                new Command("Whatever a pattern finds", ServerCommand.of("import ~/Pictures/2024-*/*.jpg", server)));
    }

    /// Kept by the browser alone: nothing about it is stored here.
    @POST
    @Path("appearance")
    public Response appear(@RestForm String theme, @RestForm String density, @Context UriInfo request) {
        var look = new Look(
                Look.constant(Theme.class, theme).orElseThrow(() -> unknown("theme", theme)),
                Look.constant(Density.class, density).orElseThrow(() -> unknown("density", density)));
        return Response.seeOther(URI.create("/settings"))
                .cookie(new NewCookie.Builder(Appearance.COOKIE)
                        .value(look.text())
                        .path("/")
                        .maxAge(Math.toIntExact(KEPT.toSeconds()))
                        .sameSite(SameSite.LAX)
                        .httpOnly(true)
                        .secure(request.getBaseUri().getScheme().equals("https"))
                        .build())
                .build();
    }

    private static ProblemException unknown(String what, String value) {
        return new ProblemException(400, "invalid-" + what, "\"%s\" is no %s.".formatted(value, what));
    }
}
