package dev.sightline.testing;

import dev.sightline.EmbeddedServers.Kind;
import dev.sightline.Serving;
import dev.sightline.standalone.Standalone;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;

/// Servers whose data outlast the run, in the directory that the system property `sightline.kept` names.
public class KeptServers extends Servers {

    @Override
    public int order() {
        return 1;
    }

    @Override
    Map<String, String> servers() {
        var servers = new Standalone();
        Runtime.getRuntime().addShutdownHook(new Thread(servers::stop));
        var data = Path.of(System.getProperty("sightline.kept")).toAbsolutePath();
        return servers.start(EnumSet.allOf(Kind.class), new Serving(data, "127.0.0.1", 0, 0));
    }
}
