package link.box.address;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import link.box.api.work.Worker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs {@code ip monitor} and calls back at each event; started again when it ends. Without the program there is polling only. */
final class IpMonitor {
    private static final Logger LOG = LoggerFactory.getLogger("box.address");
    private static final int NOT_FOUND = 127;
    /** The shell holds on to our end of a pipe, so that the program ends with this JVM even if that is killed. */
    private static final String SCRIPT = "command -v ip >/dev/null || exit 127; exec 3<&0; ip monitor address route link <&- & ip=$!; "
            + "{ read -r _ <&3; kill $ip; } >/dev/null 2>&1 & reader=$!; wait $ip; kill $reader";

    private final Worker worker;
    private final Runnable event;
    private Process process;
    private boolean stopped;

    IpMonitor(Worker worker, Runnable event) {
        this.worker = worker;
        this.event = event;
    }

    void start() {
        worker.retry("listen to the kernel's address events", this::listen);
    }

    synchronized void stop() {
        stopped = true;
        if (process != null) {
            process.destroy();
        }
    }

    private void listen() throws IOException, InterruptedException {
        Process started = launch();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8))) {
            while (lines.readLine() != null) {
                event.run();
            }
        } finally {
            started.destroy();
        }
        if (started.waitFor() == NOT_FOUND) {
            LOG.info("the program \"ip\" is not there: the address is polled only");
        } else if (!isStopped()) {
            throw new IOException("\"ip monitor\" has ended");
        }
    }

    private synchronized boolean isStopped() {
        return stopped;
    }

    private synchronized Process launch() throws IOException {
        if (stopped) {
            throw new IOException("stopping");
        }
        process = new ProcessBuilder("sh", "-c", SCRIPT).redirectErrorStream(true).start();
        return process;
    }
}
