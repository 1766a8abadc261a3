package dev.sightline.style;

import dev.sightline.library.Card;
import dev.sightline.web.Frame;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/// All styles: `templates/style/styles-page.html`.
///
/// @param summary  how many there are, in words, or empty
/// @param trouble  why none were found again, or empty
/// @param underWay the styles that are being found, or null
/// @param found    how those that are shown were found, or null
/// @param from     how many pictures there have to be until they are found without being asked for, or null if never
@CheckedTemplate(basePath = "style", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record StylesPage(
        Frame frame, String summary, String trouble, UnderWay underWay, List<Card> cards, Found found, Integer from)
        implements TemplateInstance {

    /// @param words   what is being done
    /// @param failure why it goes on no more, or null
    record UnderWay(String words, int percent, String failure) {}

    /// @param when   they were found, in words
    /// @param reason why there are so many
    /// @param drift  how many pictures came since and how well they fit, in words
    /// @param again  why they should be found again, or null
    /// @param curve  null where a person gave the number
    record Found(String when, String reason, String drift, String again, Curve curve) {}

    /// The numbers of styles that were tried.
    ///
    /// @param silhouettes as the points of a line in 320 × 120
    /// @param stabilities the same
    record Curve(String silhouettes, String stabilities, List<Tried> tried) {}

    /// @param x      of its number in the drawing
    /// @param y      of its silhouette
    /// @param chosen whether it is the one
    record Tried(int k, String silhouette, String stability, int x, int y, boolean chosen) {}
}
