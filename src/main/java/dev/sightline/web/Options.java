package dev.sightline.web;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/// What the framework answers to OPTIONS by itself: the methods of all addresses of a class, whichever was asked for.
/// The description of the API knows better.
class Options {

    @ServerResponseFilter
    void withoutMethods(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getMethod().equals(HttpMethod.OPTIONS)) {
            response.getHeaders().remove(HttpHeaders.ALLOW);
        }
    }
}
