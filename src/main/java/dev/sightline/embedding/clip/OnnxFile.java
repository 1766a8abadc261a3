package dev.sightline.embedding.clip;

import java.util.List;

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
}
