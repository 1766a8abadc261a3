package dev.sightline.library;

import dev.sightline.web.ProblemException;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;

/// The filters of a request to the API: a parameter for each, repeatable.
public class FilterParameters {

    @RestQuery
    List<String> type;

    @RestQuery
    List<String> date;

    @RestQuery
    List<String> after;

    @RestQuery
    List<String> before;

    @RestQuery
    List<String> tag;

    @RestQuery
    List<String> is;

    @RestQuery
    List<String> camera;

    @RestQuery
    List<String> lens;

    @RestQuery
    List<String> colour;

    @RestQuery
    List<String> orientation;

    @RestQuery
    List<String> size;

    @RestQuery
    List<String> rating;

    @RestQuery
    List<String> style;

    /// @throws ProblemException 400 if one is not understood
    Filter filter() {
        var filter = Filter.NONE;
        filter = with(filter, "type", type);
        filter = with(filter, "date", date);
        filter = with(filter, "after", after);
        filter = with(filter, "before", before);
        filter = with(filter, "tag", tag);
        filter = with(filter, "is", is);
        filter = with(filter, "camera", camera);
        filter = with(filter, "lens", lens);
        filter = with(filter, "colour", colour);
        filter = with(filter, "orientation", orientation);
        filter = with(filter, "size", size);
        filter = with(filter, "rating", rating);
        return with(filter, "style", style);
    }

    private static Filter with(Filter filter, String name, List<String> values) {
        var terms = values.stream().map(value -> new FilterTerm(name, value)).toList();
        return new FilterText(terms).addTo(filter);
    }
}
