package dev.sightline.web;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// What fails outside of every resource: a request that is not proper HTTP, a file that cannot be sent.
@ApplicationScoped
class Failures {

    private final ErrorAnswers errors;

    Failures(ErrorAnswers errors) {
        this.errors = errors;
    }

    void install(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(this::answer);
    }

    private void answer(RoutingContext context) {
        if (context.failure() instanceof SecurityException) {
            // The framework knows how to ask for a sign-in.
            context.next();
            return;
        }
        boolean isRefused = context.statusCode() >= 400 && context.statusCode() < 500;
        Problem problem = isRefused ? Problems.ofStatus(context.statusCode()) : Problems.of(context.failure(), context);
        if (!context.response().ended()) {
            errors.send(context, problem);
        }
    }
}
