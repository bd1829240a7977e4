package link.box.acme;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * {@code AcmeBench FOLDER FLAGS}: a certificate for a name and all below it, from the start of a process until account, key and chain are
 * on disk, by us and by lego in turns, with the same pebble, zone and name server.
 */
final class AcmeBench {
    private static final int RUNS = 5;
    private static final String SCRIPT = """
            #!/bin/sh
            case "$1" in
              present) curl -fs "%1$s/add/$2/$3" ;;
              *) curl -fs "%1$s/remove/$2" ;;
            esac
            """;

    private final Path folder;
    private final List<String> flags;
    private final Pebble pebble;
    private final String zone;
    private final String nameserver;
    private final Map<String, List<String>> records;

    private AcmeBench(Path folder, List<String> flags, Pebble pebble, String zone, String nameserver, Map<String, List<String>> records) {
        this.folder = folder;
        this.flags = flags;
        this.pebble = pebble;
        this.zone = zone;
        this.nameserver = nameserver;
        this.records = records;
    }

    /** Prints a table and a line of JSON; ends with 1 if we are slower. */
    @SuppressWarnings("try") // waits for a program's end
    public static void main(String[] words) throws Exception {
        Path folder = Path.of(words[0]).toAbsolutePath();
        List<String> flags = Files.readAllLines(Path.of(words[1])).stream().filter(line -> !line.startsWith("#"))
                .flatMap(line -> Arrays.stream(line.split(" "))).filter(flag -> !flag.isEmpty()).toList();
        Map<String, List<String>> records = new ConcurrentHashMap<>();
        HttpServer server = HttpZone.serve(records);
        String zone = "http://127.0.0.1:" + server.getAddress().getPort();
        double ratio = Double.MAX_VALUE;
        try (ZoneServer dns = new ZoneServer(records); Pebble pebble = new Pebble(folder, dns.address(), Map.of(), Pebble.Options.USUAL)) {
            ratio = new AcmeBench(folder, flags, pebble, zone, dns.address(), records).run();
        } finally {
            server.stop(0);
        }
        System.exit(ratio <= 1 ? 0 : 1);
    }

    private double run() throws Exception {
        Path script = Files.writeString(folder.resolve("txt.sh"), SCRIPT.formatted(zone));
        script.toFile().setExecutable(true);
        double[] ours = new double[RUNS];
        double[] lego = new double[RUNS];
        // one of each before, so that neither pays for a cold disk
        for (int i = -1; i < RUNS; i++) {
            double first = time(ours(Files.createTempDirectory(folder, "ours")), "link.box.https/certificate.pem");
            double second = time(lego(Files.createTempDirectory(folder, "lego"), script), "certificates/abc.box.test.crt");
            if (i >= 0) {
                ours[i] = first;
                lego[i] = second;
            }
        }
        print("ours", ours);
        print("lego", lego);
        double ratio = ours[RUNS / 2] / lego[RUNS / 2];
        System.out.printf(Locale.ROOT, "{\"ours_s\":%.2f,\"lego_s\":%.2f,\"ratio\":%.2f}%n", ours[RUNS / 2], lego[RUNS / 2], ratio);
        return ratio;
    }

    private ProcessBuilder ours(Path data) {
        List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow()));
        command.addAll(flags);
        command.addAll(List.of("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-cp", System.getProperty("java.class.path"),
                OneCertificate.class.getName(), pebble.directory(), pebble.trust(), zone, nameserver, data.toString()));
        return new ProcessBuilder(command).directory(data.toFile());
    }

    /** With its waits at their least: its own look at the DNS is left out. */
    private ProcessBuilder lego(Path data, Path script) {
        ProcessBuilder builder = new ProcessBuilder("lego", "--path", data.toString(), "--server", pebble.directory(), "--accept-tos",
                "--email", "bench@box.test", "--key-type", "ec256", "--dns", "exec", "--dns.resolvers", nameserver, "--dns.disable-cp",
                "--domains", "abc.box.test", "--domains", "*.abc.box.test", "run").directory(data.toFile());
        builder.environment().putAll(Map.of("EXEC_PATH", script.toString(), "EXEC_POLLING_INTERVAL", "1", "EXEC_PROPAGATION_TIMEOUT", "10",
                "EXEC_SEQUENCE_INTERVAL", "1", "LEGO_CA_CERTIFICATES", pebble.trust()));
        return builder;
    }

    private double time(ProcessBuilder builder, String certificate) throws IOException, InterruptedException {
        records.clear();
        Path data = builder.directory().toPath();
        builder.redirectErrorStream(true).redirectOutput(data.resolve("log").toFile());
        long begin = System.nanoTime();
        int code = builder.start().waitFor();
        double seconds = (System.nanoTime() - begin) / 1e9;
        if (code != 0 || Stream.of(certificate).map(data::resolve).noneMatch(Files::isRegularFile)) {
            throw new IOException(builder.command().get(0) + " has ended with " + code + ":\n" + Files.readString(data.resolve("log")));
        }
        return seconds;
    }

    private static void print(String name, double[] seconds) {
        Arrays.sort(seconds);
        System.out.printf(Locale.ROOT, "%-6s %6.2f s (%.2f-%.2f), median of %d%n", name, seconds[RUNS / 2], seconds[0],
                seconds[RUNS - 1], RUNS);
    }
}
