package dev.sightline.embedding.clip;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// One graph of a model, in one of the number formats it is published in.
///
/// @param path         within the model's files
/// @param quantisation `fp32`, or what the file's name says: `quantized`, `int8`, `fp16`, ...
record OnnxFile(String path, String quantisation) {

    /// The published formats, in the order in which they are chosen.
    private static final List<String> FORMATS =
            List.of("", "_quantized", "_int8", "_uint8", "_fp16", "_q4", "_q4f16", "_bnb4");

    /// @param graph `text_model` or `vision_model`
    static OnnxFile find(String graph, ModelFiles files) {
        return FORMATS.stream()
                .map(format -> new OnnxFile(
                        "onnx/" + graph + format + ".onnx", format.isEmpty() ? "fp32" : format.substring(1)))
                .filter(file -> files.has(file.path))
                .findFirst()
                .orElseThrow(() -> files.missing("onnx/" + graph + "*.onnx", null));
    }

    /// The paths of all that the graph is made of: its own, then those of weights that lie beside it, as exporters name
    /// them.
    List<String> paths(ModelFiles files) {
        var weights = IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> path + "_data" + (i == 0 ? "" : "_" + i))
                .takeWhile(files::has);
        return Stream.concat(Stream.of(path), weights).toList();
    }
}
