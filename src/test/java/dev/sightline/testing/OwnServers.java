package dev.sightline.testing;

import java.util.Map;

/// Servers with nothing in them, which no other test uses.
public class OwnServers extends Servers {

    /// Such a test is told of the shared servers too: the settings of what starts later hold.
    @Override
    public int order() {
        return 1;
    }

    @Override
    Map<String, String> servers() {
        return launch();
    }
}
