package dev.sightline.embedding.clip;

/// How ONNX Runtime uses the machine.
///
/// @param threads that work on one input together
/// @param arena   whether memory is kept between inputs: a little faster, and as much resident as the largest took
public record OnnxSettings(int threads, boolean arena) {

    public OnnxSettings {
        if (threads < 1) {
            throw new IllegalArgumentException("sightline.embedding.threads must be at least 1, not " + threads);
        }
    }
}
