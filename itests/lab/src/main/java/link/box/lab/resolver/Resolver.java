package link.box.lab.resolver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import link.box.lab.Await;
import link.box.lab.Dns;
import link.box.lab.Ports;
import link.box.lab.Program;

/** A caching resolver, or several in a row as in a home behind a provider. Started, it listens on a port of loopback. */
public final class Resolver implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final String name;
    private final List<Recipe> row;
    private final Deque<Program> running = new ArrayDeque<>();
    private int port;

    /** @param row from the one that clients ask to the one that asks the zone's server */
    Resolver(String name, Recipe... row) {
        this.name = name;
        this.row = List.of(row);
    }

    /** @return program and configuration in a few words */
    public String name() {
        return name;
    }

    /** @return the programs that have to be there */
    public List<String> programs() {
        return row.stream().map(Recipe::program).toList();
    }

    /**
     * Starts it; returns when it answers.
     *
     * @param directory a directory of its own is made there
     * @param zone what it can be asked for
     * @param authority port of the zone's server, on loopback
     */
    public void start(Path directory, String zone, int authority) throws IOException, InterruptedException {
        List<Recipe> fromTheZone = new ArrayList<>(row);
        java.util.Collections.reverse(fromTheZone);
        Upstream upstream = new Upstream(zone, authority, false);
        for (Recipe recipe : fromTheZone) {
            upstream = new Upstream(zone, start(directory, recipe, upstream), true);
        }
        port = upstream.port();
    }

    private int start(Path directory, Recipe recipe, Upstream upstream) throws IOException, InterruptedException {
        Path home = Files.createDirectories(directory.resolve(name.replace(' ', '-').replace('>', '_')).resolve(String.valueOf(running.size())));
        int listening = Ports.free(1)[0];
        Program program = Program.start(recipe.program(), home.resolve("log"), Map.of(), recipe.write(home, listening, upstream));
        running.push(program);
        Dns dns = new Dns(listening);
        Await.isTrue(PATIENCE, name + " answers (" + home.resolve("log") + ")", () -> {
            if (!program.alive()) {
                throw new InterruptedException(program + " has ended: " + program.output());
            }
            return !dns.values(upstream.zone(), "SOA").isEmpty();
        });
        return listening;
    }

    /** @return where it listens, on loopback */
    public int port() {
        return port;
    }

    @Override
    public void close() {
        while (!running.isEmpty()) {
            running.pop().close();
        }
    }
}
