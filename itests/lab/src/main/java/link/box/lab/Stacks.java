package link.box.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the threads of another JVM are doing. */
public final class Stacks {
    private static final int FEWEST = 10;

    private Stacks() {
    }

    /** @return a text for each thread: name, state, and stack, the innermost call first */
    public static List<String> of(long pid) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder("jcmd", String.valueOf(pid), "Thread.print").redirectErrorStream(true).start();
        String all = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor();
        List<String> threads = List.of(all.split("(?m)^\""));
        if (threads.size() <= FEWEST) {
            throw new IOException("no JVM tells its threads: " + all);
        }
        return threads;
    }
}
