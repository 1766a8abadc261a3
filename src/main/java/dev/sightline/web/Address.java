package dev.sightline.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The address of a page of ours, with its parameters.
public final class Address {

    private final String path;
    private final List<String> parameters = new ArrayList<>();

    private Address(String path) {
        this.path = path;
    }

    public static Address to(String path) {
        return new Address(path);
    }

    /// Nothing is added for a value that is null or empty.
    public Address with(String name, Object value) {
        if (value != null && !value.toString().isEmpty()) {
            parameters.add(name + "=" + encoded(value.toString()));
        }
        return this;
    }

    /// One parameter for each value.
    public Address withAll(String name, Collection<?> values) {
        values.forEach(value -> with(name, value));
        return this;
    }

    /// Some signs may stand for themselves, and are easier to read so.
    private static String encoded(String value) {
        return URLEncoder.encode(value, UTF_8)
                .replace("%2C", ",")
                .replace("%3A", ":")
                .replace("%40", "@");
    }

    /// The parameters of an address, in their order.
    ///
    /// @param query what is behind the question mark, or null
    /// @throws ProblemException 400 if it cannot be read
    public static Map<String, List<String>> parameters(String query) {
        var parameters = new LinkedHashMap<String, List<String>>();
        if (query == null) {
            return parameters;
        }
        for (var parameter : query.split("&")) {
            var parts = parameter.split("=", 2);
            if (parts.length == 2) {
                parameters
                        .computeIfAbsent(decoded(parts[0]), _ -> new ArrayList<>())
                        .add(decoded(parts[1]));
            }
        }
        return parameters;
    }

    private static String decoded(String written) {
        try {
            return URLDecoder.decode(written, UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(400, "invalid-parameter", "The address cannot be read: " + written, e);
        }
    }

    @Override
    public String toString() {
        return parameters.isEmpty() ? path : path + "?" + String.join("&", parameters);
    }
}
