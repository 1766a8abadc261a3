package dev.sightline.picture;

import java.util.List;

/// All that is learned from a picture's file.
///
/// @param header     with what the file says about its picture
/// @param picture    all pixels
/// @param renditions as [Renditions#of]
/// @param colours    as [DominantColour#of]
public record PictureReading(
        PictureHeader header,
        Picture picture,
        List<Rendition> renditions,
        Placeholder placeholder,
        List<DominantColour> colours) {

    /// Reads a file; while it does, it holds at most [PictureHeader#decodingBytes] besides `bytes`.
    ///
    /// @param header of the same bytes
    /// @throws PictureException if the file turns out to be damaged
    public static PictureReading of(byte[] bytes, PictureHeader header) {
        Picture picture = PictureDecoder.decode(bytes, header);
        Picture preview = Renditions.scaled(picture, Renditions.PREVIEW);
        Picture thumbnail = Renditions.scaled(preview, Renditions.THUMBNAIL);
        return new PictureReading(
                header,
                picture,
                List.of(
                        Renditions.encoded(Renditions.PREVIEW, preview),
                        Renditions.encoded(Renditions.THUMBNAIL, thumbnail)),
                Placeholder.of(thumbnail),
                DominantColour.of(thumbnail));
    }
}
