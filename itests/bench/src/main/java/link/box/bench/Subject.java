package link.box.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import link.box.lab.Await;
import link.box.lab.ImageProcess;
import link.box.lab.Program;

/** A server program whose start is measured: from the spawn to its first good answer, and its memory some seconds later. */
final class Subject {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long SETTLE_MILLIS = 4_000;

    private Subject() {
    }

    /** Starts a program. */
    interface Start {
        Program now() throws Exception;
    }

    /** Seconds until ready, and resident MB of the JVM. */
    record Run(double seconds, double rssMb) {
    }

    /**
     * @param ready true at the first good answer
     * @param settled true when the program has done what it does at a start
     */
    static Run measure(Start start, Callable<Boolean> ready, Callable<Boolean> settled) throws Exception {
        long begin = System.nanoTime();
        try (Program program = start.now()) {
            Await.isTrue(PATIENCE, "first answer", ready);
            double seconds = (System.nanoTime() - begin) / 1e9;
            Await.isTrue(PATIENCE, "settled", settled);
            Thread.sleep(SETTLE_MILLIS);
            return new Run(seconds, ImageProcess.rssMb(jvm(program)));
        }
    }

    /** A start script may have exec'ed the JVM or have it as a child. */
    private static long jvm(Program program) throws IOException {
        ProcessHandle self = ProcessHandle.of(program.pid()).orElseThrow();
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(self), self.descendants())
                .filter(each -> each.info().command().orElse("").endsWith("/java")).map(ProcessHandle::pid).findFirst()
                .orElseThrow(() -> new IOException("no JVM under " + program));
    }
}
