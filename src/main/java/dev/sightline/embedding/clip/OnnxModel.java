package dev.sightline.embedding.clip;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.TensorInfo;
import dev.sightline.embedding.EmbeddingException;
import dev.sightline.embedding.Vector;
import java.io.InputStream;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/// One graph of a model, ready to run. Safe for use by several threads.
final class OnnxModel implements AutoCloseable {

    private final String path;
    private final OrtSession session;
    private final String output;
    private final Set<String> halves;

    /// @param halves the inputs in half precision
    private OnnxModel(String path, OrtSession session, String output, Set<String> halves) {
        this.path = path;
        this.session = session;
        this.output = output;
        this.halves = halves;
    }

    /// What a graph is taken for.
    ///
    /// @param inputs    all that can be given; the graph may ask for fewer
    /// @param outputs   those that are the embedding, in order of preference
    /// @param dimension of the embedding, if it is known
    record Role(Set<String> inputs, List<String> outputs, OptionalInt dimension) {}

    /// One input of a run.
    ///
    /// @param values long or float; floats become halves where the graph asks for those
    record Input(String name, Buffer values, long... shape) {

        private OnnxTensor tensor(boolean half) throws OrtException {
            var environment = OrtEnvironment.getEnvironment();
            return switch (values) {
                case LongBuffer longs -> OnnxTensor.createTensor(environment, longs, shape);
                case FloatBuffer floats
                when half -> OnnxTensor.createTensor(environment, halves(floats), shape, OnnxJavaType.FLOAT16);
                case FloatBuffer floats -> OnnxTensor.createTensor(environment, floats, shape);
                default -> throw new IllegalArgumentException("neither long nor float: " + values);
            };
        }

        private static ShortBuffer halves(FloatBuffer floats) {
            var halves = ByteBuffer.allocateDirect(Short.BYTES * floats.remaining())
                    .order(ByteOrder.nativeOrder())
                    .asShortBuffer();
            while (floats.hasRemaining()) {
                halves.put(Float.floatToFloat16(floats.get()));
            }
            return halves.flip();
        }
    }

    static OnnxModel open(ModelFiles files, String path, OnnxSettings settings, Role role) {
        try {
            var session = session(files, path, settings);
            try {
                return new OnnxModel(path, session, embedding(session, role), halves(session));
            } catch (OrtException e) {
                session.close();
                throw e;
            }
        } catch (OrtException e) {
            throw files.damaged(path, e.getMessage(), e);
        }
    }

    private static OrtSession session(ModelFiles files, String path, OnnxSettings settings) throws OrtException {
        var environment = OrtEnvironment.getEnvironment();
        try (var options = options(settings)) {
            var file = files.onDisk(path);
            return file.isPresent()
                    ? environment.createSession(file.get().toString(), options)
                    : environment.createSession(files.read(path, InputStream::readAllBytes), options);
        }
    }

    private static SessionOptions options(OnnxSettings settings) throws OrtException {
        var options = new SessionOptions();
        options.setIntraOpNumThreads(settings.threads());
        options.setCPUArenaAllocator(settings.arena());
        options.setMemoryPatternOptimization(settings.arena());
        // Between inputs the threads would burn the processor in a loop, at the cost of everything else that runs.
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        return options;
    }

    /// The name of the output that is the embedding.
    private static String embedding(OrtSession session, Role role) throws OrtException {
        if (!role.inputs.containsAll(session.getInputNames())) {
            throw new OrtException("it asks for %s, known are %s".formatted(session.getInputNames(), role.inputs));
        }
        for (var output : role.outputs) {
            if (session.getOutputNames().contains(output)) {
                var dimension = dimension(session, output);
                if (dimension.isPresent() && role.dimension.isPresent() && !dimension.equals(role.dimension)) {
                    throw new OrtException("%s has %d values, config.json says %d"
                            .formatted(output, dimension.getAsInt(), role.dimension.getAsInt()));
                }
                return output;
            }
        }
        throw new OrtException("it gives %s, none of %s".formatted(session.getOutputNames(), role.outputs));
    }

    private static Set<String> halves(OrtSession session) throws OrtException {
        return session.getInputInfo().values().stream()
                .filter(input -> ((TensorInfo) input.getInfo()).type == OnnxJavaType.FLOAT16)
                .map(NodeInfo::getName)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static OptionalInt dimension(OrtSession session, String output) throws OrtException {
        long[] shape = ((TensorInfo) session.getOutputInfo().get(output).getInfo()).getShape();
        long last = shape[shape.length - 1];
        return last > 0 ? OptionalInt.of(Math.toIntExact(last)) : OptionalInt.empty();
    }

    /// The number of values that the graph says it gives; empty if it leaves that open.
    OptionalInt dimension() {
        try {
            return dimension(session, output);
        } catch (OrtException e) {
            throw failed(e);
        }
    }

    /// @param inputs those that the graph does not ask for are left out
    Vector embed(Input... inputs) {
        var tensors = new HashMap<String, OnnxTensor>();
        try {
            for (var input : inputs) {
                if (session.getInputNames().contains(input.name)) {
                    tensors.put(input.name, input.tensor(halves.contains(input.name)));
                }
            }
            return Vector.normalised(run(tensors));
        } catch (OrtException | IllegalArgumentException e) {
            throw failed(e);
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    private float[] run(Map<String, OnnxTensor> tensors) throws OrtException {
        try (var result = session.run(tensors, Set.of(output))) {
            return values((OnnxTensor) result.get(0));
        }
    }

    private static float[] values(OnnxTensor tensor) {
        if (tensor.getInfo().type == OnnxJavaType.FLOAT16) {
            var halves = tensor.getShortBuffer();
            var values = new float[halves.remaining()];
            for (int i = 0; i < values.length; i++) {
                values[i] = Float.float16ToFloat(halves.get());
            }
            return values;
        }
        var floats = tensor.getFloatBuffer();
        var values = new float[floats.remaining()];
        floats.get(values);
        return values;
    }

    private EmbeddingException failed(Exception cause) {
        return new EmbeddingException(
                "The model's %s gave no vector: %s. If that stays, get the model again."
                        .formatted(path, cause.getMessage()),
                false,
                cause);
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw failed(e);
        }
    }
}
