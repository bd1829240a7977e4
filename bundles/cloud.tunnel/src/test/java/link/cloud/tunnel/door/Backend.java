package link.cloud.tunnel.door;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Debian's pagekite as a Box has it, connected to a frontend on loopback. */
final class Backend implements AutoCloseable {
    static final Path PROGRAM = Path.of("/usr/bin/pagekite");

    private final Path log;
    private final Process process;

    Backend(Path folder, int frontend, String kite, int local, String secret) throws IOException {
        log = folder.resolve("backend.log");
        Path options = Files.writeString(folder.resolve("backend.rc"), "frontend=127.0.0.1:" + frontend + "\nservice_on=" + kite
                + ":127.0.0.1:" + local + ":" + secret + "\n");
        process = new ProcessBuilder(PROGRAM.toString(), "--clean", "--nullui", "--nocrashreport", "--new", "--noprobes",
                "--optfile=" + options, "--logfile=stdio").redirectErrorStream(true).redirectOutput(log.toFile()).start();
    }

    String log() throws IOException {
        return Files.exists(log) ? Files.readString(log) : "";
    }

    void freeze() throws Exception {
        signal("STOP");
    }

    void thaw() throws Exception {
        signal("CONT");
    }

    private void signal(String name) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO().start().waitFor(5, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
