package dev.sightline.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/// What a browser sees when a page cannot be shown: what happened, and what the person can do.
class ErrorPages {

    @CheckedTemplate(basePath = "web", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Error(Frame frame, int status, String headline, String advice) implements TemplateInstance {}

    static TemplateInstance page(int status, String headline, String advice) {
        return new Error(Frame.of(headline, Frame.Section.NONE), status, headline, advice);
    }
}
