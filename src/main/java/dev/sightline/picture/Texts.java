package dev.sightline.picture;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// Texts out of files that anybody may have written.
final class Texts {

    /// Without line breaks and tabs, which a description may have.
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cs}\\uFFFE\\uFFFF&&[^\\n\\t]]+");

    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final Charset WESTERN = Charset.forName("windows-1252");

    private Texts() {}

    /// Programs write UTF-8 whatever the standard says; older ones the code page of western Windows.
    static String decoded(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(bytes, WESTERN);
        }
    }

    /// The text without what cannot be shown, cut to so many characters; null if nothing is left.
    static String cleaned(String text, int longest) {
        if (text == null) {
            return null;
        }
        var printable = UNPRINTABLE
                .matcher(text.replace("\r\n", "\n").replace('\r', '\n'))
                .replaceAll("")
                .strip();
        return printable.isEmpty() ? null : cut(printable, longest);
    }

    /// The same, on one line.
    static String line(String text, int longest) {
        return text == null ? null : cleaned(SPACES.matcher(text).replaceAll(" "), longest);
    }

    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end).strip();
    }
}
