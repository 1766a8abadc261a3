package dev.sightline.picture;

import java.util.List;

/// All that is learned from a picture's file.
///
/// @param header     with what the file says about its picture
/// @param picture    the pixels of the preview, before they became a JPEG: whatever is learned from the picture is
///                    learned from them, so that it can be learned again without the file
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
        Picture preview = PictureDecoder.preview(bytes, header);
        Picture thumbnail = Renditions.scaled(preview, Renditions.THUMBNAIL);
        return new PictureReading(
                header,
                preview,
                List.of(
                        Renditions.encoded(Renditions.PREVIEW, preview),
                        Renditions.thumbnail2x(preview),
                        Renditions.encoded(Renditions.THUMBNAIL, thumbnail)),
                Placeholder.of(thumbnail),
                DominantColour.of(thumbnail));
    }
}
