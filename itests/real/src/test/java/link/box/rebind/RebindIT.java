package link.box.rebind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import link.box.lab.Program;
import link.box.rebind.RebinderResolver.Mode;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The detector before five resolvers that pass, block and exempt private addresses, over lines that lose packets. */
@Order(1)
class RebindIT {
    private static final int RUNS = Boolean.getBoolean("box.long") ? 72 : 2;
    private static final Duration PATIENCE = Duration.ofMinutes(9);

    @ParameterizedTest
    @EnumSource(RebinderResolver.class)
    void what_passes_is_open_what_is_blocked_is_seen_and_an_exemption_helps(RebinderResolver resolver) throws Exception {
        assertEquals(Map.of("OPEN", 2), finish(start(resolver, Mode.PASSES, 0, 2)));
        assertEquals(Map.of("BLOCKED", 2), finish(start(resolver, Mode.BLOCKS, 0, 2)));
        if (resolver != RebinderResolver.KNOT) { // its module knows no exemptions
            assertEquals(Map.of("OPEN", 2), finish(start(resolver, Mode.EXEMPTS, 0, 2)));
        }
    }

    @Test
    void lost_packets_raise_no_false_alarm_and_hide_no_block_for_good() throws Exception {
        for (int loss : new int[] {10, 30}) {
            List<Program> passing = lossy(Mode.PASSES, loss);
            List<Program> blocking = lossy(Mode.BLOCKS, loss);
            Map<String, Integer> open = sum(passing);
            Map<String, Integer> blocked = sum(blocking);
            System.out.println("figure: rebind detector, " + loss + " % lost each way: unblocked " + open + ", blocked " + blocked);
            assertEquals(0, open.getOrDefault("BLOCKED", 0), open.toString());
            assertEquals(0, blocked.getOrDefault("OPEN", 0), blocked.toString());
            assertTrue(loss > 10 || open.getOrDefault("OPEN", 0) > 0 && blocked.getOrDefault("BLOCKED", 0) > 0, open + " " + blocked);
        }
    }

    private static List<Program> lossy(Mode mode, int loss) throws IOException {
        List<Program> running = new ArrayList<>();
        for (RebinderResolver each : RebinderResolver.values()) {
            running.add(start(each, mode, loss, RUNS));
        }
        return running;
    }

    private static Map<String, Integer> sum(List<Program> running) throws Exception {
        Map<String, Integer> sum = new TreeMap<>();
        for (Program each : running) {
            finish(each).forEach((verdict, count) -> sum.merge(verdict, count, Integer::sum));
        }
        return sum;
    }

    /** In a network of its own, which ends with it. */
    private static Program start(RebinderResolver resolver, Mode mode, int loss, int runs) throws IOException {
        for (String each : List.of(resolver.program, "nft", "unshare")) {
            Assumptions.assumeTrue(List.of("/usr/bin", "/usr/sbin").stream().anyMatch(bin -> Files.isExecutable(Path.of(bin, each))), each + " is missing");
        }
        Path home = Files.createTempDirectory("rebind-" + resolver.program);
        return Program.start(resolver.program, home.resolve("runs.log"), Map.of(), List.of("unshare", "--net", "sh", "-c",
                "ip link set lo up && exec \"$@\"", "sh", Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-cp", System.getProperty("java.class.path"), "link.box.rebind.RebinderRuns",
                resolver.name(), mode.name(), String.valueOf(loss), String.valueOf(runs), home.toString()));
    }

    private static Map<String, Integer> finish(Program program) throws Exception {
        try (program) {
            assertEquals(0, program.waitFor(PATIENCE), program.output());
            Map<String, Integer> count = new TreeMap<>();
            program.output().lines().filter(line -> line.startsWith("verdict ")).forEach(line -> count.merge(line.substring(8), 1, Integer::sum));
            return count;
        }
    }
}
