package dev.sightline.picture;

import com.drew.lang.SequentialByteArrayReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.StringValue;
import com.drew.metadata.iptc.IptcDirectory;
import com.drew.metadata.iptc.IptcReader;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// Reads IPTC records: what agencies and older programs write about a picture.
final class Iptc {

    private Iptc() {}

    static PictureWords read(byte[] records) {
        var metadata = new Metadata();
        try {
            new IptcReader().extract(new SequentialByteArrayReader(records), metadata, records.length);
        } catch (RuntimeException broken) {
            // What was read before the break counts.
        }
        var directory = metadata.getFirstDirectoryOfType(IptcDirectory.class);
        return directory == null
                ? PictureWords.NONE
                : PictureWords.of(
                        first(directory, IptcDirectory.TAG_OBJECT_NAME, IptcDirectory.TAG_HEADLINE),
                        first(directory, IptcDirectory.TAG_CAPTION),
                        texts(directory, IptcDirectory.TAG_KEYWORDS),
                        null);
    }

    private static String first(IptcDirectory directory, int... tags) {
        return Arrays.stream(tags)
                .mapToObj(tag -> texts(directory, tag))
                .flatMap(List::stream)
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse(null);
    }

    /// The records name an encoding, or do not, and are wrong about it in either case; so the bytes decide.
    private static List<String> texts(IptcDirectory directory, int tag) {
        StringValue[] values = directory.getStringValueArray(tag);
        return values == null
                ? List.of()
                : Stream.of(values)
                        .filter(Objects::nonNull)
                        .map(value -> Texts.decoded(value.getBytes()))
                        .toList();
    }
}
