package link.box.lab.resolver;

import java.io.IOException;
import java.net.InetSocketAddress;
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
import link.box.lab.HomeNetwork;
import link.box.lab.Ports;
import link.box.lab.Program;

/** A caching resolver, or several in a row as in a home behind a provider. Started, it listens on a port of loopback. */
public final class Resolver implements AutoCloseable {
    private static final String LOOPBACK = "127.0.0.1";
    private static final int DNS = 53;
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
        Upstream upstream = new Upstream(zone, LOOPBACK, authority, false);
        for (Recipe recipe : fromTheZone) {
            upstream = new Upstream(zone, LOOPBACK, start(directory, recipe, upstream), true);
        }
        port = upstream.port();
    }

    private int start(Path directory, Recipe recipe, Upstream upstream) throws IOException, InterruptedException {
        Path place = directory.resolve(name.replace(' ', '-').replace('>', '_'));
        Path home = Files.createDirectories(place.resolve(String.valueOf(running.size())));
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

    /**
     * Starts it inside a home, where it listens on port 53 of loopback, as clients expect it; returns when it answers. For one that is no
     * row. The program {@code dig} looks whether it does.
     *
     * @param authority the zone's server, as the home reaches it
     */
    public void startInside(HomeNetwork network, Path directory, String zone, InetSocketAddress authority)
            throws IOException, InterruptedException {
        Path home = Files.createDirectories(directory);
        Upstream upstream = new Upstream(zone, authority.getHostString(), authority.getPort(), false);
        List<String> command = network.inNamespace(row.get(0).write(home, DNS, upstream).toArray(String[]::new));
        running.push(Program.start(row.get(0).program(), home.resolve("log"), Map.of(), command));
        List<String> dig = network.inNamespace("dig", "+time=1", "+tries=1", "@" + LOOPBACK, zone, "SOA");
        Await.isTrue(PATIENCE, name + " answers (" + home.resolve("log") + ")",
                () -> Program.start("dig", home.resolve("dig.log"), Map.of(), dig).waitFor(PATIENCE) == 0);
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
