package link.box.bench.tunnel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What streams cost in memory. */
final class Memory {
    private static final int STREAMS = 1000;
    private static final long REST_MILLIS = 3_000;
    private static final double KILO = 1024;

    private Memory() {
    }

    /** @return megabytes of a program that are in memory */
    static double of(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream().filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).findFirst().orElseThrow() / KILO;
    }

    /** @return megabytes while a thousand streams are open, each of which has been used */
    static double withStreams(Contestant each) throws Exception {
        List<Way.Line> open = new ArrayList<>();
        try {
            for (int i = 0; i < STREAMS; i++) {
                Way.Line line = each.way().open();
                open.add(line);
                line.ask(each.way().head("GET", "", 0));
                line.answered();
            }
            Thread.sleep(REST_MILLIS);
            return of(each.pid());
        } finally {
            for (Way.Line line : open) {
                line.close();
            }
        }
    }
}
