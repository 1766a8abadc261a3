package dev.sightline.search;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A word or a phrase that is asked for, and what it is looked for as.
///
/// @param phrase whether it is wanted as it is written, and nothing without it
/// @param key    what an image is called that is called by it alone, in the syntax of `tsquery`
/// @param weight how much it tells: more, the fewer images have it
/// @param rare   whether it tells something by itself
/// @param forms  the best first; none if the library has nothing of the kind
record Term(String asked, boolean phrase, String key, double weight, boolean rare, List<Form> forms) {

    /// What a word is worth of which only the beginning was written, and one that was spelt wrongly.
    static final double BEGUN = 0.75;

    static final double CORRECTED = 0.6;

    /// @param shown as it is called where it was found
    /// @param query in the syntax of PostgreSQL's `tsquery`
    /// @param worth against the word as it was asked for, 0 to 1
    record Form(String shown, String query, double worth) {}

    boolean isKnown() {
        return !forms.isEmpty();
    }

    /// In any of its forms.
    String query() {
        return either(forms.stream().map(Form::query));
    }

    /// In those of its forms that are worth so much.
    String query(double worth) {
        return either(forms.stream().filter(form -> form.worth() == worth).map(Form::query));
    }

    List<Double> worths() {
        return forms.stream().map(Form::worth).distinct().toList();
    }

    /// Where it tells something by itself: a word that many have does only as a name.
    String telling() {
        return rare || phrase ? query() : key;
    }

    /// In the best of its forms.
    String best() {
        return query(forms.getFirst().worth());
    }

    /// In the first of its forms: a rank needs no more, and takes long enough.
    String first() {
        return forms.getFirst().query();
    }

    /// The word that was meant, if it was spelt wrongly, or null.
    String correction() {
        return isKnown() && forms.getFirst().worth() == CORRECTED
                ? forms.getFirst().shown()
                : null;
    }

    static String either(Stream<String> queries) {
        return queries.collect(Collectors.joining(" | ", "(", ")"));
    }

    static String all(Stream<String> queries) {
        return queries.collect(Collectors.joining(" & ", "(", ")"));
    }
}
