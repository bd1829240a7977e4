package link.box.rebind;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import link.box.api.dns.Zone.Ability;
import link.box.api.net.RebindProtection.Verdict;
import link.box.common.dns.Authority;
import link.box.common.file.KeptFile;
import link.box.rebind.ask.Asker;
import link.box.rebind.ask.ZoneServers;
import link.box.testing.FakeIdentity;
import link.box.testing.InMemoryZone;
import link.box.testing.ManualWorker;

/**
 * Runs the detector many times in a network namespace of its own, whose loopback loses packets: arguments are resolver, mode, loss in
 * percent each way, runs, directory. Prints a verdict a line.
 */
public final class RebinderRuns {
    private static final int AT_ONCE = 24;
    private static final String HOME = "192.168.77.20";

    private RebinderRuns() {
    }

    public static void main(String... args) throws Exception {
        Path home = Path.of(args[4]);
        InMemoryZone zone = new InMemoryZone(EnumSet.allOf(Ability.class));
        Thread serving = new Thread(new RebinderZone(zone.records()), "zone");
        serving.setDaemon(true);
        serving.start();
        List<String> command = RebinderResolver.valueOf(args[0]).command(home, RebinderResolver.Mode.valueOf(args[1]));
        Process resolver = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(home.resolve("log").toFile()).start();
        try {
            Asker asker = new Asker(new InetSocketAddress("127.0.0.1", 5300));
            zone.records().put("ready.id.box.test A", List.of("9.9.9.9"));
            while (asker.address("ready.id.box.test").addresses().isEmpty()) {
                if (!resolver.isAlive()) {
                    throw new IllegalStateException(args[0] + " has ended: " + Files.readString(home.resolve("log")));
                }
                Thread.sleep(100);
            }
            lose(Integer.parseInt(args[2]));
            all(zone, home, Integer.parseInt(args[3]));
        } finally {
            resolver.destroyForcibly();
        }
        System.exit(0);
    }

    /** What goes in on loopback has been sent: each way loses its share. The zone's API would not lose anything. */
    private static void lose(int percent) throws Exception {
        if (percent > 0) {
            String rules = "add table inet lossy\nadd chain inet lossy in { type filter hook input priority 0; }\n"
                    + "add rule inet lossy in meta l4proto udp numgen random mod 100 < " + percent + " drop\n";
            Process nft = new ProcessBuilder("nft", "-f", "-").inheritIO().redirectInput(ProcessBuilder.Redirect.PIPE).start();
            nft.getOutputStream().write(rules.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            nft.getOutputStream().close();
            if (nft.waitFor() != 0) {
                throw new IllegalStateException("nft cannot make the network lose packets");
            }
        }
    }

    private static void all(InMemoryZone zone, Path home, int runs) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        List<Callable<Verdict>> tasks = IntStream.range(0, runs).<Callable<Verdict>>mapToObj(i -> () -> one(zone, home.resolve("run" + i))).toList();
        for (var each : threads.invokeAll(tasks)) {
            System.out.println("verdict " + each.get());
        }
        threads.shutdown();
    }

    private static Verdict one(InMemoryZone zone, Path directory) throws Exception {
        ManualWorker worker = new ManualWorker();
        Stage stage = new Stage(new KeptFile(directory.resolve("names.txt"), 1024), zone, new FakeIdentity("id", "box.test").names());
        Examination examination = new Examination(stage, new ZoneServers(new Authority("box.test", "127.0.0.1:5301")), worker);
        Place place = new Place(new InetSocketAddress("127.0.0.1", 5300), Optional.empty());
        while (true) {
            Examination.Result result = examination.go(place, (Inet4Address) InetAddress.getByName("9.9.9.9"), (Inet4Address) InetAddress.getByName(HOME));
            if (result.verdict().isPresent()) {
                examination.clean();
                return result.verdict().get();
            }
            worker.advance(result.pause());
        }
    }
}
