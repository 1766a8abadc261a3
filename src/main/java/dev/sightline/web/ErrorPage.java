package dev.sightline.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import org.jboss.logging.Logger;

/// The page a person sees instead of the one they asked for: `templates/web/error.html`.
final class ErrorPage {

    private static final Logger LOG = Logger.getLogger(ErrorPage.class);

    @CheckedTemplate(basePath = "web")
    record error(Frame frame, String heading, Problem problem) implements TemplateInstance {}

    @CheckedTemplate(basePath = "web")
    record error$message(String heading, Problem problem) implements TemplateInstance {}

    /// For when what surrounds every page is what fails.
    @CheckedTemplate(basePath = "web")
    record plain(String heading, Problem problem) implements TemplateInstance {}

    private ErrorPage() {}

    static String of(Problem problem, boolean fragment) {
        String heading = heading(problem.status());
        if (fragment) {
            return new error$message(heading, problem).render();
        }
        try {
            return new error(Frame.of(heading, Frame.Section.NONE), heading, problem).render();
        } catch (RuntimeException e) {
            LOG.error("The frame of the pages cannot be drawn", e);
            return new plain(heading, problem).render();
        }
    }

    private static String heading(int status) {
        return switch (status) {
            case 403 -> "Not allowed";
            case 404 -> "Not found";
            case 410 -> "No longer here";
            case 421 -> "Unknown address";
            case 503 -> "Not available right now";
            default -> status >= 500 ? "Something went wrong" : "That did not work";
        };
    }
}
