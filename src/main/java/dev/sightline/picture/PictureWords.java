package dev.sightline.picture;

import java.util.List;

/// What somebody wrote about a picture into its file.
///
/// @param title       on one line, or null
/// @param description or null
/// @param keywords    at most 100 of at most 100 characters, as they are written
/// @param rating      0 to 5 stars, -1 for a rejected picture, or null
public record PictureWords(String title, String description, List<String> keywords, Integer rating) {

    static final PictureWords NONE = of(null, null, List.of(), null);

    private static final int LONGEST_TITLE = 1_000;
    private static final int LONGEST_DESCRIPTION = 10_000;
    private static final int MOST_KEYWORDS = 100;
    private static final int LONGEST_KEYWORD = 100;

    /// With what cannot be shown, is too long or too much left out.
    static PictureWords of(String title, String description, List<String> keywords, Integer rating) {
        return new PictureWords(
                Texts.line(title, LONGEST_TITLE),
                Texts.cleaned(description, LONGEST_DESCRIPTION),
                keywords.stream()
                        .map(keyword -> Texts.line(keyword, LONGEST_KEYWORD + 1))
                        .filter(keyword -> keyword != null && keyword.length() <= LONGEST_KEYWORD)
                        .distinct()
                        .limit(MOST_KEYWORDS)
                        .toList(),
                rating != null && rating >= -1 && rating <= 5 ? rating : null);
    }

    /// These, and what they do not say from the others.
    PictureWords or(PictureWords others) {
        return new PictureWords(
                title == null ? others.title : title,
                description == null ? others.description : description,
                keywords.isEmpty() ? others.keywords : keywords,
                rating == null ? others.rating : rating);
    }
}
