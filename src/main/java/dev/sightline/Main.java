package dev.sightline;

import dev.sightline.EmbeddedServers.Kind;
import dev.sightline.cli.Cli;
import dev.sightline.doctor.Doctor;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/// Starts what was asked for: the server, with the servers it needs, or a command that does without any.
@QuarkusMain
public class Main implements QuarkusApplication {

    /// What shells add to a signal's number for the exit code.
    private static final int KILLED = 128;

    /// The service without pages, without work of its own, and without a word.
    private static final Map<String, String> QUIET = Map.of(
            "quarkus.http.host-enabled", "false",
            "quarkus.flyway.migrate-at-start", "false",
            "quarkus.log.console.enabled", "false",
            "sightline.ingest.enabled", "false",
            "sightline.hub.fetch", "false");

    private static final Set<String> HELP = Set.of("-h", "--help");

    public static void main(String... args) {
        int exitCode = Cli.run(command(args));
        if (exitCode != 0 || LaunchMode.current() != LaunchMode.DEVELOPMENT) {
            System.exit(exitCode);
        }
    }

    /// Serves until the process is told to end, and returns its exit code.
    ///
    /// @throws StartException if it cannot start
    public static int serve(Serving serving) {
        refuseOthers(serving.host());
        System.setProperty("quarkus.http.host", serving.host());
        System.setProperty("quarkus.http.port", Integer.toString(serving.port()));
        Set<Kind> missing = ExternalServers.missing();
        return LaunchMode.current() == LaunchMode.DEVELOPMENT ? develop(missing, serving) : produce(missing, serving);
    }

    /// Tries all that the settings name, without serving, working or changing anything, and returns the exit code.
    ///
    /// @param data where the library would be kept
    /// @throws StartException if it cannot even be tried
    public static int examine(Path data, String... arguments) {
        var missing = ExternalServers.missing();
        if (!missing.isEmpty()) {
            OwnServers.find(missing);
            System.setProperty("sightline.data", data.toString());
        }
        if (missing.contains(Kind.DATABASE)) {
            System.setProperty("sightline.inside.database", "true");
            System.setProperty("quarkus.datasource.jdbc.url", "jdbc:postgresql://localhost:1/none");
        }
        if (missing.contains(Kind.STORAGE)) {
            System.setProperty("sightline.inside.storage", "true");
        }
        QUIET.forEach(System::setProperty);
        var ended = new AtomicInteger();
        var failure = new AtomicReference<Throwable>();
        Quarkus.run(
                Doctor.class,
                (code, cause) -> {
                    ended.set(code);
                    failure.set(cause);
                },
                arguments);
        if (failure.get() != null) {
            throw new StartException(words(failure.get()), failure.get());
        }
        return ended.get();
    }

    /// What a person can mend is said by whoever found it.
    private static String words(Throwable failure) {
        var cause = failure;
        while (!(cause instanceof ConfigurationException) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    private static int produce(Set<Kind> missing, Serving serving) {
        if (missing.isEmpty()) {
            serving.checkPort();
            Quarkus.run(Main.class);
            return 0;
        }
        return OwnServers.start(missing, serving).around(() -> Quarkus.run(Main.class));
    }

    /// Comes here again for every change of a source. From the second time on, the settings name the servers of
    /// the first.
    private static int develop(Set<Kind> missing, Serving serving) {
        if (!missing.isEmpty()) {
            OwnServers.start(missing, serving);
        }
        Quarkus.run(Main.class);
        return 0;
    }

    @Override
    public int run(String... args) {
        int port = ConfigProvider.getConfig().getValue("quarkus.http.port", int.class);
        System.out.println("Sightline is open at http://localhost:" + port + "/");
        if (LaunchMode.current() != LaunchMode.DEVELOPMENT) {
            endWhenTold();
        }
        Quarkus.waitForExit();
        return 0;
    }

    /// Lets Quarkus end before the JVM begins to: that ends everything at once, and a native library that is
    /// closed while it is still in use takes the process down. Told a second time, the process ends as it stands.
    private static void endWhenTold() {
        for (String name : List.of("HUP", "INT", "TERM")) {
            Signal signal = new Signal(name);
            SignalHandler before = Signal.handle(signal, told -> {
                Signal.handle(told, SignalHandler.SIG_DFL);
                Quarkus.asyncExit(KILLED + told.getNumber());
            });
            if (before == SignalHandler.SIG_IGN) {
                Signal.handle(signal, SignalHandler.SIG_IGN);
            }
        }
    }

    /// Serving is what is done when nothing else is said.
    private static String[] command(String... args) {
        boolean serve = args.length == 0 || args[0].startsWith("-") && !HELP.contains(args[0]);
        return serve ? Stream.concat(Stream.of("serve"), Stream.of(args)).toArray(String[]::new) : args;
    }

    private static void refuseOthers(String host) {
        try {
            if (InetAddress.getByName(host).isLoopbackAddress()) {
                return;
            }
        } catch (UnknownHostException e) {
            throw new StartException("--host " + host + " is no address of this machine.", e);
        }
        throw new StartException(
                "--host " + host + " would open the library, with everything in it, to everyone who reaches"
                        + " that address: Sightline has no accounts yet, and until it has, it serves this machine only (127.0.0.1)."
                        + " To use it from another machine, forward both ports: ssh -L 8080:localhost:8080 -L 9000:localhost:9000 THIS-MACHINE");
    }
}
