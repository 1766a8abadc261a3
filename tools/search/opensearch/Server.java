import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.opensearch.Version;
import org.opensearch.analysis.common.CommonAnalysisModulePlugin;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.index.reindex.ReindexModulePlugin;
import org.opensearch.knn.plugin.KNNPlugin;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.painless.PainlessModulePlugin;
import org.opensearch.plugins.PluginInfo;
import org.opensearch.transport.Netty4ModulePlugin;

/// A node of OpenSearch with k-NN from jars alone: `Server DIRECTORY PORT`. It ends with its process.
class Server extends Node {

    private Server(Environment environment) {
        super(environment, List.of(
                plugin(Netty4ModulePlugin.class), plugin(PainlessModulePlugin.class), plugin(CommonAnalysisModulePlugin.class),
                plugin(ReindexModulePlugin.class), plugin(KNNPlugin.class, PainlessModulePlugin.class.getName())), true);
    }

    private static PluginInfo plugin(Class<?> type, String... extended) {
        return new PluginInfo(type.getName(), "classpath", Version.CURRENT.toString(), Version.CURRENT, "21", type.getName(), null,
                List.of(extended), false);
    }

    public static void main(String[] arguments) throws Exception {
        var settings = Settings.builder()
                .put("path.home", Path.of(arguments[0]).toAbsolutePath().toString())
                .put("discovery.type", "single-node")
                .put("network.host", "127.0.0.1")
                .put("http.port", arguments[1])
                .put("transport.port", "0")
                .put("http.type", "netty4")
                .put("transport.type", "netty4")
                .put("cluster.routing.allocation.disk.threshold_enabled", false)
                .build();
        new Server(InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), null, () -> "one")).start();
        Thread.currentThread().join();
    }
}
