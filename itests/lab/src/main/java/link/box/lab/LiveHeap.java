package link.box.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What another JVM has in its heap that is still in use. Its resident memory says less: the heap grows to what it may have. */
public final class LiveHeap {
    private static final Pattern GENERATION = Pattern.compile("(?:def new|tenured) generation .*?used (\\d+)K");

    private static final Pattern METASPACE = Pattern.compile("Metaspace +used (\\d+)K");

    /** The serial collector leaves some dead objects where they are, to move less, but in each fourth of its full collections. */
    private static final int COLLECTIONS = 4;
    /** What one collection finds the next one can free, by way of finalizers and reference queues; so it goes on while that is much. */
    private static final int MUCH = 32;
    private static final int MOST_COLLECTIONS = 24;
    /** The thread of a JDK HTTP client that nobody has any more ends within 3 s of the collection that finds so, and lets go of all. */
    private static final long CLIENTS_MILLIS = 3_500;

    private LiveHeap() {
    }

    /** Kilobytes in use after full collections. */
    public record Use(long heap, long metaspace) {
        /** @return of heap and metaspace the greater growth since then, in percent; below 0 if both have shrunk */
        public double growth(Use before) {
            return Math.max(percent(heap, before.heap), percent(metaspace, before.metaspace));
        }

        private static double percent(long now, long then) {
            return 100.0 * (now - then) / then;
        }
    }

    /** @return both after full collections; of JVMs with the serial collector, as the images have it */
    public static Use use(long pid) throws IOException, InterruptedException {
        long heap = kilobytes(pid);
        String all = jcmd(pid, "GC.heap_info");
        Matcher found = METASPACE.matcher(all);
        if (!found.find()) {
            throw new IOException("no JVM tells its metaspace: " + all);
        }
        return new Use(heap, Long.parseLong(found.group(1)));
    }

    /** @return kilobytes after full collections; of JVMs with the serial collector, as the images have it */
    public static long kilobytes(long pid) throws IOException, InterruptedException {
        jcmd(pid, "GC.run");
        Thread.sleep(CLIENTS_MILLIS);
        long least = Long.MAX_VALUE;
        int inVain = 0;
        for (int i = 0; i < MOST_COLLECTIONS && inVain < COLLECTIONS; i++) {
            jcmd(pid, "GC.run");
            jcmd(pid, "GC.run_finalization"); // the framework's jars of replaced bundles go with their finalizers: 36 KB each
            long now = used(pid);
            inVain = least - now > MUCH ? 0 : inVain + 1;
            least = Math.min(least, now);
        }
        return least;
    }

    private static long used(long pid) throws IOException, InterruptedException {
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
