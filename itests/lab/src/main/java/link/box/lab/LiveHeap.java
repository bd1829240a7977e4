package link.box.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What another JVM has in its heap that is still in use. Its resident memory says less: the heap grows to what it may have. */
public final class LiveHeap {
    private static final Pattern GENERATION = Pattern.compile("(?:def new|tenured) generation .*?used (\\d+)K");

    private static final Pattern METASPACE = Pattern.compile("Metaspace +used (\\d+)K");

    private LiveHeap() {
    }

    /** Kilobytes in use after a full collection. */
    public record Use(long heap, long metaspace) {
        /** @return of heap and metaspace the greater growth since then, in percent; below 0 if both have shrunk */
        public double growth(Use before) {
            return Math.max(percent(heap, before.heap), percent(metaspace, before.metaspace));
        }

        private static double percent(long now, long then) {
            return 100.0 * (now - then) / then;
        }
    }

    /** @return both after a full collection; of JVMs with the serial collector, as the images have it */
    public static Use use(long pid) throws IOException, InterruptedException {
        long heap = kilobytes(pid);
        String all = jcmd(pid, "GC.heap_info");
        Matcher found = METASPACE.matcher(all);
        if (!found.find()) {
            throw new IOException("no JVM tells its metaspace: " + all);
        }
        return new Use(heap, Long.parseLong(found.group(1)));
    }

    /** @return kilobytes after a full collection; of JVMs with the serial collector, as the images have it */
    public static long kilobytes(long pid) throws IOException, InterruptedException {
        jcmd(pid, "GC.run");
        String all = jcmd(pid, "GC.heap_info");
        Matcher found = GENERATION.matcher(all);
        long sum = 0;
        while (found.find()) {
            sum += Long.parseLong(found.group(1));
        }
        if (sum == 0) {
            throw new IOException("no JVM tells its heap: " + all);
        }
        return sum;
    }

    private static String jcmd(long pid, String command) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder("jcmd", String.valueOf(pid), command).redirectErrorStream(true).start();
        String all = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor();
        return all;
    }
}
